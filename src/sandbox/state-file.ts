import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { WorldState } from "./model.ts";

const VERSION = 1;
/** More than anything gets between the last save and a kill. */
const SKIPPED_NUMBERS = 1000;

/**
 * Reads the world of an earlier run. All its counters go on a good way ahead: a run that was killed
 * may have given away numbers that it did not save, and the bot remembers those.
 *
 * @returns undefined when there is no such file. @throws Error for a file of another version.
 */
export function readState(file: string): WorldState | undefined {
  if (!existsSync(file)) return undefined;
  const { version, state } = JSON.parse(readFileSync(file, "utf8"), revive) as {
    version: number;
    state: WorldState;
  };
  if (version !== VERSION) throw new Error(`${file} was written by another version; start afresh.`);
  skipNumbers(state);
  return state;
}

function skipNumbers(state: WorldState): void {
  state.updates.nextUpdateId += SKIPPED_NUMBERS;
  state.nextSharedMessageId += SKIPPED_NUMBERS;
  state.nextGroupId += SKIPPED_NUMBERS;
  state.nextFileNumber += SKIPPED_NUMBERS;
  state.nextAlbumNumber += SKIPPED_NUMBERS;
  state.nextQueryNumber += SKIPPED_NUMBERS;
  for (const chat of state.chats.values()) chat.nextMessageId += SKIPPED_NUMBERS;
}

/** Writes beside the file first, so that a kill leaves the old one whole. */
export function writeState(file: string, state: WorldState): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify({ version: VERSION, state }, replace));
  renameSync(draft, file);
}

function replace(_key: string, value: unknown): unknown {
  return value instanceof Map ? { $map: [...value] } : value;
}

function revive(_key: string, value: unknown): unknown {
  const isMap = typeof value === "object" && value !== null && "$map" in value;
  return isMap ? new Map(value.$map as [unknown, unknown][]) : value;
}
