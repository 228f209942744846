/** The bytes of a file that somebody chooses; undefined where none was chosen. Nothing is sent anywhere. */
export async function chooseFile(): Promise<Uint8Array | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  const chosen = new Promise<File | undefined>((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
  });
  input.click();
  const file = await chosen;
  return file === undefined ? undefined : new Uint8Array(await file.arrayBuffer());
}
