import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createDirectoryLoader, type LoadCentersOutcome } from "../centers/index.ts";
import { systemClock } from "../platform/clock.ts";
import { createDatabase } from "../platform/database.ts";
import { createPerform } from "../platform/perform.ts";
import { readEnvironment } from "./environment.ts";

const [file] = process.argv.slice(2);
const url = readEnvironment()["DATABASE_URL"];
if (!file) fail("Name the file of centers: npm run centers -- centers.csv");
else if (!url) fail("DATABASE_URL is not set: it names the database to load the centers into");
else await load(file, url);

async function load(path: string, databaseUrl: string): Promise<void> {
  const content = await readFile(path, "utf8").catch(() => undefined);
  if (content === undefined) return fail(`${path} cannot be read`);
  const database = createDatabase(databaseUrl, { connections: 2 });
  try {
    const loader = createDirectoryLoader({
      prisma: database.prisma,
      perform: createPerform(database.prisma),
      clock: systemClock,
    });
    await loader.loadTerritories();
    report(path, await loader.loadCenters({ cause: `command:${randomUUID()}`, content }));
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    fail(`The centers cannot be loaded: ${message || code}`);
  } finally {
    await database.close();
  }
}

function report(path: string, outcome: LoadCentersOutcome): void {
  if (outcome.kind === "mistaken") {
    for (const { line, message } of outcome.mistakes) console.error(`${path}:${line}: ${message}`);
    return fail("Nothing was changed. Mend the lines above and load the file again.");
  }
  for (const change of outcome.changes) {
    if (change.what === "new") console.log(`${change.code}: new`);
    else
      console.log(
        `${change.code}: ${change.field}: ${change.before || "-"} -> ${change.after || "-"}`,
      );
  }
  if (outcome.changes.length === 0) console.log("The directory already says what the file says.");
  if (outcome.untouched.length > 0)
    console.log(`Not in the file, left as they are: ${outcome.untouched.join(", ")}`);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
