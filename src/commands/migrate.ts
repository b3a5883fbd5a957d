import { migrate, MigrationError } from "../platform/migrations.ts";
import { readEnvironment } from "./environment.ts";

const url = readEnvironment()["DATABASE_URL"];
if (url) {
  await run(url);
} else {
  fail("DATABASE_URL is not set: it names the database, like postgresql://user:password@host/name");
}

async function run(databaseUrl: string): Promise<void> {
  try {
    const applied = await migrate(databaseUrl);
    if (applied.length === 0) console.log("The database is up to date.");
    for (const name of applied) console.log(`applied ${name}`);
  } catch (error) {
    if (error instanceof MigrationError) return fail(error.message);
    const { message, code } = error as NodeJS.ErrnoException;
    fail(`The database cannot be migrated: ${message || code}`);
  }
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
