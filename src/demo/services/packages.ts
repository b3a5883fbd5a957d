import { spawn } from "node:child_process";
import { findCommand } from "./processes.ts";

export type Requirement = { kind: "found"; path: string } | { kind: "missing"; sentence: string };

interface Program {
  /** Names of the command, the preferred one first. */
  commands: string[];
  /** The Debian package that brings it. */
  debianPackage: string;
  /** Its name for people. */
  name: string;
}

export const REDIS: Program = {
  commands: ["redis-server", "valkey-server"],
  debianPackage: "redis-server",
  name: "Redis",
};
export const CHROMIUM: Program = {
  commands: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
  debianPackage: "chromium",
  name: "Chromium",
};

/**
 * Finds a program, or installs its Debian package where that needs no question: as root, with
 * apt-get.
 *
 * @param say is told before anything is installed.
 */
export async function ensureProgram(
  { commands, debianPackage, name }: Program,
  say: (sentence: string) => void,
): Promise<Requirement> {
  const path = findCommand(...commands);
  if (path) return { kind: "found", path };

  const advice = `Install it, on Debian with: apt-get install ${debianPackage}`;
  const aptGet = findCommand("apt-get");
  if (!aptGet || process.getuid?.() !== 0) {
    return { kind: "missing", sentence: `${name} is not on this machine. ${advice}` };
  }
  say(`${name} is not on this machine: installing the Debian package ${debianPackage} …`);
  const failure = await install(aptGet, debianPackage);
  const installed = findCommand(...commands);
  if (installed) return { kind: "found", path: installed };
  return {
    kind: "missing",
    sentence: `${name} could not be installed by apt-get. ${advice}\n${failure}`,
  };
}

async function install(aptGet: string, debianPackage: string): Promise<string> {
  const parameters = ["install", "--yes", "--no-install-recommends", debianPackage];
  const first = await run(aptGet, parameters);
  if (first.ok) return "";
  // A fresh image has no package lists yet.
  const update = await run(aptGet, ["update"]);
  if (!update.ok) return update.output;
  return (await run(aptGet, parameters)).output;
}

async function run(
  command: string,
  parameters: string[],
): Promise<{ ok: boolean; output: string }> {
  const child = spawn(command, ["-o", "DPkg::Lock::Timeout=120", ...parameters], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-2_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once("error", (error) => {
    output += error.message;
    resolve(false);
  });
  child.once("close", (code) => resolve(code === 0));
  return { ok: await promise, output };
}
