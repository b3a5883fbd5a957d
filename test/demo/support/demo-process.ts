import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Action, ActResult, Snapshot } from "../../../src/sandbox/protocol.ts";

const root = path.join(import.meta.dirname, "../../..");

export interface DemoProcess {
  child: ChildProcess;
  /** All that it has printed. */
  output(): string;
  /** Sends the signal and waits for the end; returns the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs the command of `npm run demo`; it is killed with the test. */
export function runDemo(...parameters: string[]): DemoProcess {
  const child = spawn(process.execPath, ["src/demo/main.ts", ...parameters], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  return {
    child,
    output: () => output,
    async end(signal) {
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

/** The address that the demo has printed, once it is there. */
export async function addressOf({ child, output }: DemoProcess): Promise<string> {
  for (;;) {
    const [, address] = /Open (http:\S+) in a browser/.exec(output()) ?? [];
    if (address) return address;
    if (child.exitCode !== null) throw new Error(`The demo has ended:\n${output()}`);
    await Promise.race([once(child.stdout ?? child, "data"), once(child, "close")]);
  }
}

/** An empty folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "demo-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Acts for a person as the page does. */
export async function act(address: string, action: Action): Promise<ActResult> {
  const response = await fetch(`${address}/sandbox/act`, {
    method: "POST",
    body: JSON.stringify(action),
  });
  return (await response.json()) as ActResult;
}

/** What all phones show now. */
export async function look(address: string): Promise<Snapshot> {
  return (await (await fetch(`${address}/sandbox/state`)).json()) as Snapshot;
}
