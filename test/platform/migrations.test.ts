import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate, pendingMigrations } from "../../src/platform/migrations.ts";
import { emptyDatabase } from "../support/database.ts";
import { deployWithEngine, diagnoseHistory, missingMigration } from "../support/schema-engine.ts";

let url: string;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url, drop } = await emptyDatabase());
});

afterEach(async () => {
  await drop();
});

describe("the repository's migrations", () => {
  test("say the same as the schema", async () => {
    expect(await missingMigration(url)).toBe("");
  });

  test("leave a database that Prisma's own engine finds in order", async () => {
    await migrate(url);
    expect(await diagnoseHistory(url)).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    expect(await deployWithEngine(url)).toEqual([]);
  });

  test("are found applied in a database that Prisma's own engine has migrated", async () => {
    await deployWithEngine(url);
    expect(await pendingMigrations(url)).toEqual([]);
    expect(await migrate(url)).toEqual([]);
  });
});

describe("the runner", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "migrations-"));
    await write("1_people", "CREATE TABLE people (id int); -- with a ; in a comment");
    await write(
      "2_shout",
      "CREATE FUNCTION shout() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END; $$;",
    );
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(name: string, sql: string): Promise<void> {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, "migration.sql"), sql);
  }

  async function query(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  test("applies each migration once, in order", async () => {
    expect(await pendingMigrations(url, folder)).toEqual(["1_people", "2_shout"]);
    expect(await migrate(url, folder)).toEqual(["1_people", "2_shout"]);
    expect(await migrate(url, folder)).toEqual([]);
    expect(await query("SELECT shout()")).toEqual([{ shout: "a;b" }]);
  });

  test("asking what is missing changes nothing", async () => {
    await pendingMigrations(url, folder);
    expect(await query("SELECT to_regclass('_prisma_migrations') AS found")).toEqual([
      { found: null },
    ]);
  });

  test("applies only what came later", async () => {
    await migrate(url, folder);
    await write("3_more", "ALTER TABLE people ADD name text");
    expect(await pendingMigrations(url, folder)).toEqual(["3_more"]);
    expect(await migrate(url, folder)).toEqual(["3_more"]);
  });

  test("does nothing when there are no migrations yet", async () => {
    expect(await migrate(url, path.join(folder, "nothing"))).toEqual([]);
  });

  test("four runners at once apply each migration once", async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
    expect(applied.flat()).toEqual(["1_people", "2_shout"]);
    expect(await query("SELECT count(*)::int FROM _prisma_migrations")).toEqual([{ count: 2 }]);
  });

  test("refuses when an applied migration was edited", async () => {
    await migrate(url, folder);
    await write("1_people", "CREATE TABLE people (id bigint)");
    await expect(migrate(url, folder)).rejects.toThrow(/1_people was changed/);
    await expect(pendingMigrations(url, folder)).rejects.toThrow(/1_people was changed/);
  });

  test("refuses a database of a newer version", async () => {
    await migrate(url, folder);
    await rm(path.join(folder, "2_shout"), { recursive: true });
    await expect(pendingMigrations(url, folder)).rejects.toThrow(/does not know: 2_shout/);
  });

  test("refuses a database in which another tool's migration has failed", async () => {
    await migrate(url, folder);
    await query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(url, folder)).rejects.toThrow(/failed half-way/);
  });

  test("a migration that fails leaves nothing, and those before it stay", async () => {
    await write("3_broken", "CREATE TABLE half (id int); SELECT nonsense FROM nowhere;");
    await expect(migrate(url, folder)).rejects.toThrow(/3_broken failed/);
    expect(
      await query("SELECT to_regclass('half') AS half, to_regclass('people') AS people"),
    ).toEqual([{ half: null, people: "people" }]);

    await write("3_broken", "CREATE TABLE half (id int)");
    expect(await migrate(url, folder)).toEqual(["3_broken"]);
  });
});
