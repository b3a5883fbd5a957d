import { parseArgs } from "node:util";
import { settleRestoredEffects } from "../delivery/index.ts";
import { BackupError } from "../platform/backup-format.ts";
import { systemClock } from "../platform/clock.ts";
import { migrate, MigrationError } from "../platform/migrations.ts";
import { restoreBackup } from "../platform/restore.ts";
import { readEnvironment } from "./environment.ts";
import { tellOwners } from "./tell-owners.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean", default: false } },
});
const [file] = positionals;
const url = readEnvironment()["DATABASE_URL"];
if (!file) fail("Name the backup: npm run restore -- desk.backup");
else if (!url) fail("DATABASE_URL is not set: it names the database to restore into");
else await run(file, url);

async function run(path: string, databaseUrl: string): Promise<void> {
  try {
    await restore(path, databaseUrl);
  } catch (error) {
    if (error instanceof BackupError || error instanceof MigrationError) return fail(error.message);
    const { message, code } = error as NodeJS.ErrnoException;
    fail(`The backup cannot be restored: ${message || code}`);
  }
}

async function restore(path: string, databaseUrl: string): Promise<void> {
  const { takenAt, rows, settled } = await restoreBackup({
    url: databaseUrl,
    path,
    replace: values.force,
    tell: (sentence) => console.log(sentence),
    settle: (client) => settleRestoredEffects(client, systemClock.now()),
  });
  for (const name of await migrate(databaseUrl)) console.log(`applied ${name}`);
  const { open, owners } = await tellOwners(databaseUrl, { takenAt, unknown: settled.unknown });
  console.log(
    [
      `Restored as of ${takenAt.toISOString()}: ${rows} rows.`,
      `Open questions: ${open}.`,
      `Not sent by themselves, since they may have arrived after the backup: ${settled.unknown}.`,
      `Sent again, since that does no harm or still helps: ${settled.again}.`,
      `Not due yet: ${settled.waiting}.`,
      `The bot tells ${owners} owner(s) so when it starts.`,
    ].join("\n"),
  );
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
