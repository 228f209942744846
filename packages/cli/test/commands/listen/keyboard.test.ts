import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { recordingServer } from "../../support/recording-server.ts";
import { runCommand } from "../../support/run-command.ts";
import { noTerminal, startInTerminal } from "../../support/start-in-terminal.ts";
import { startListen } from "../../support/start-listen.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const environment = { S: "a shared secret text" };
const asSuki = ["--scheme", "suki", "--secret", "env:S"];
const KEYBOARD = fileURLToPath(new URL("../../../dist/commands/listen/keyboard.js", import.meta.url));

async function send(url: string, ...argv: readonly string[]): Promise<void> {
  await runCommand(["send", `${url}hooks?a=1`, ...asSuki, "--event", "success", ...argv], { environment });
}

describe.skipIf(noTerminal !== undefined)(`listen in a terminal${noTerminal ?? ""}`, () => {
  it("replays the last verified request to the app, explains the last refusal in full, and quits", async () => {
    const app = await recordingServer();
    const argv = ["listen", "--port", "0", String(app.port), ...asSuki, "--output", "compact"];
    const terminal = startInTerminal(argv, environment);
    const [, url = ""] = await terminal.shows(
      /Listening on {2}(http:\S+)[^]*q quit {2}e explain {2}r replay/,
    );

    terminal.press("e");
    await terminal.shows(/Nothing was refused yet\./);
    terminal.press("r");
    await terminal.shows(/Nothing to replay/);

    await send(url);
    await terminal.shows(/verified .*<-- {2}200/);
    await send(url, "--tamper", "newline");
    await terminal.shows(/REFUSED/);
    terminal.press("r");
    await terminal.shows(/<-- {2}200 {2}POST \/hooks .*replayed/);
    const [first, second] = app.requests;
    expect(app.requests).toHaveLength(2);
    expect(second).toEqual(first);

    terminal.press("e");
    await terminal.shows(/verdict +no_match/);
    await terminal.shows(/WRONG +key 1 /);
    await terminal.shows(/proved +C06 [^]*tried/);

    terminal.press("q");
    const [ended] = await terminal.shows(/exit -?\d+, terminal .*/);
    expect(ended).toBe("exit 0, terminal as before");
  });

  it("ends at Ctrl-C as without keys", async () => {
    const app = await recordingServer();
    const terminal = startInTerminal(["listen", "--port", "0", String(app.port), ...asSuki], environment);
    await terminal.shows(/q quit/);
    terminal.press("\u0003");
    const [ended] = await terminal.shows(/exit -?\d+, terminal .*/);
    expect(ended).toBe("exit 0, terminal as before");
  });
});

it("says nothing of keys where no terminal types", async () => {
  const app = await recordingServer();
  const listening = await startListen([String(app.port), ...asSuki], environment);
  const { stderr } = await listening.stop();
  expect(stderr).toContain("Ctrl-C ends");
  expect(stderr).not.toContain("q quit");
});

it("gives the terminal back when the process ends by an error that nobody caught", async () => {
  const program = folder.write(
    "crash.mjs",
    `import { openKeyboard } from ${JSON.stringify(KEYBOARD)};
     const nothing = () => {};
     const setRawMode = (isRaw) => process.stdout.write(String(isRaw) + " ");
     openKeyboard({ setRawMode, setEncoding: nothing, on: nothing, off: nothing, resume: nothing, pause: nothing }, new Map());
     throw new Error("crash");`,
  );
  const { exitCode, stdout } = await runCommand([], { program });
  expect([exitCode, stdout]).toEqual([1, "true false "]);
});
