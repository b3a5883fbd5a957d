import { mkdir, mkdtemp, chmod, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../../src/demo/services/postgres.ts";
import { MIGRATIONS_DIRECTORY } from "../../src/platform/migrations.ts";
import { missingMigration } from "./schema-engine.ts";

const name = process.argv[2] ?? "";
if (/^[a-z0-9_]{1,60}$/.test(name)) {
  await makeMigration(name);
} else {
  console.error("Say what the migration does: npm run -s migration -- short_name_like_this");
  process.exitCode = 1;
}

/** Writes what the schema has and the migrations have not as a new migration. */
async function makeMigration(purpose: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "ngo-resource-center-bot-migration-"));
  await chmod(folder, 0o755);
  const postgres = await startPostgres({ folder, disposable: true });
  try {
    const sql = await missingMigration(postgres.url("postgres"));
    if (sql === "") return console.log("The migrations already say what the schema says.");
    const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
    const file = path.join(MIGRATIONS_DIRECTORY, `${stamp}_${purpose}`, "migration.sql");
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${sql.trimEnd()}\n`);
    // Prisma's own tools look for it.
    await writeFile(
      path.join(MIGRATIONS_DIRECTORY, "migration_lock.toml"),
      'provider = "postgresql"\n',
    );
    console.log(`Wrote ${path.relative(process.cwd(), file)}. Read it before you commit it.`);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
