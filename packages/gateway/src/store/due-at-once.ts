/**
 * Due since ever: sorts before every retry. It marks a delivery whose turn in its line has come, because the cursor over
 * never-tried deliveries has passed it.
 */
export const DUE_AT_ONCE = 0;
