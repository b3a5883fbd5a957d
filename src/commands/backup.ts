import { stat } from "node:fs/promises";
import path from "node:path";
import { BackupError } from "../platform/backup-format.ts";
import { writeBackup } from "../platform/backup.ts";
import { readEnvironment } from "./environment.ts";

const [target] = process.argv.slice(2);
const url = readEnvironment()["DATABASE_URL"];
if (!target) fail("Name the file to write, or a folder: npm run backup -- desk.backup");
else if (!url) fail("DATABASE_URL is not set: it names the database to back up");
else await run(target, url);

async function run(given: string, databaseUrl: string): Promise<void> {
  try {
    const file = (await isFolder(given)) ? path.join(given, datedName()) : given;
    const { tables, bytes } = await writeBackup(databaseUrl, file);
    console.log(`${file}: ${tables} tables, ${(bytes / 1024 / 1024).toFixed(1)} MB`);
  } catch (error) {
    if (error instanceof BackupError) return fail(error.message);
    const { message, code } = error as NodeJS.ErrnoException;
    fail(`The backup cannot be written: ${message || code}`);
  }
}

async function isFolder(given: string): Promise<boolean> {
  return (await stat(given).catch(() => undefined))?.isDirectory() ?? false;
}

/** Sorts by time, and holds no character that a file system refuses. */
function datedName(): string {
  return `desk-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.backup`;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
