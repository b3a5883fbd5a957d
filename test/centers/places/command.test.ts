import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

const command = new URL("../../../src/commands/places.ts", import.meta.url).pathname;

async function places(input: string): Promise<string> {
  const child = spawn(process.execPath, [command], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  return text(child.stdout);
}

it("the command prints one line for each line it reads, empty where nothing is found", async () => {
  const input = "Курган\n\n  Шадринск  \nказань\r\nоктябрьский р-н\r\n`,ehu\nтюмень";
  expect(await places(input)).toBe(
    [
      "kurgan.kurgan",
      "",
      "kurgan.shadrinsk",
      "",
      "chelyabinsk.oktyabrsky|khmao.oktyabrsky",
      "sverdlovsk.yekaterinburg",
      "tyumen.tyumen",
      "",
    ].join("\n"),
  );
  expect(await places("")).toBe("");
});
