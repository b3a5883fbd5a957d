import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeBackup } from "../../src/platform/backup.ts";
import { lockKey } from "../../src/platform/leadership-lock.ts";
import { knownMigrations, migrate } from "../../src/platform/migrations.ts";
import { restoreBackup } from "../../src/platform/restore.ts";
import { emptyDatabase } from "../support/database.ts";
import { missingMigration } from "../support/schema-engine.ts";

type Empty = Awaited<ReturnType<typeof emptyDatabase>>;

let source: Empty;
let target: Empty;
let folder: string;
let file: string;

beforeEach(async () => {
  [source, target, folder] = await Promise.all([
    emptyDatabase(),
    emptyDatabase(),
    mkdtemp(path.join(tmpdir(), "backup-")),
  ]);
  file = path.join(folder, "desk.backup");
  await migrate(source.url);
});

afterEach(async () => {
  await Promise.all([source.drop(), target.drop(), rm(folder, { recursive: true })]);
});

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Values that a text format could spoil. */
const awkward = 'tab\there, line\nbreak, \\ backslash, \\N, "quotes", NULL, 🌷, Ё';

async function fill(url: string, people = 3): Promise<void> {
  await query(
    url,
    `INSERT INTO people (id, telegram_id, name, language)
     SELECT gen_random_uuid(), 900000000000 + i, $1 || i, 'ru' FROM generate_series(1, $2) AS i`,
    [awkward, people],
  );
  await query(
    url,
    `INSERT INTO questions (id, author_id, route_reason, due_at, asked_at)
     SELECT gen_random_uuid(), id, 'no_center', now(), '2026-03-01T12:00:00.123Z' FROM people`,
  );
  await query(
    url,
    `INSERT INTO centers (id, code, type, name, name_short, kinds, hours) VALUES
       ('00000000-0000-7000-8000-000000000001', 'a', 'regional', 'A', 'A', '{financial,consulting}',
        '{"1": ["09:00-13:00"]}')`,
  );
  await query(
    url,
    `INSERT INTO centers (id, code, type, name, name_short, parent_id) VALUES
       ('00000000-0000-7000-8000-000000000002', 'b', 'municipal', 'B', 'B',
        '00000000-0000-7000-8000-000000000001')`,
  );
}

async function contentOf(url: string): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const table of ["people", "questions", "centers", "outbox"])
    content[table] = await query(url, `SELECT * FROM ${table} ORDER BY 1`);
  return content;
}

function restore(options: { path?: string; replace?: boolean; url?: string } = {}) {
  const told: string[] = [];
  return restoreBackup({
    url: options.url ?? target.url,
    path: options.path ?? file,
    replace: options.replace ?? false,
    tell: (sentence) => told.push(sentence),
    settle: async () => told,
  });
}

describe("a backup", () => {
  test("brings every value into a database without tables, and the references between them", async () => {
    await fill(source.url);
    await writeBackup(source.url, file);
    const { rows } = await restore();
    expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
    expect(rows).toBe(3 + 3 + 2);
    // the schema is what the migrations make, so that the next ones fit
    expect(await missingMigration(target.url)).toBe("");
    await expect(
      query(target.url, "UPDATE questions SET author_id = gen_random_uuid()"),
    ).rejects.toThrow(/foreign key/);
  });

  test("goes on counting where the numbers stood", async () => {
    await fill(source.url);
    await writeBackup(source.url, file);
    await restore();
    const next = `INSERT INTO questions (id, author_id, route_reason, due_at)
      SELECT gen_random_uuid(), id, 'no_center', now() FROM people LIMIT 1 RETURNING number`;
    expect(await query(target.url, next)).toEqual([{ number: 4 }]);
    const first = `INSERT INTO outbox (effect_key, chat_id, method, params)
      VALUES ('first', 1, 'sendMessage', '{}') RETURNING id`;
    expect(await query(target.url, first)).toEqual([{ id: "1" }]);
  });

  test("shows one moment, whatever is written meanwhile", async () => {
    await fill(source.url, 20_000);
    let stop = false;
    const writing = (async () => {
      for (let round = 0; !stop; round += 1) {
        await query(
          source.url,
          `WITH someone AS (INSERT INTO people (id, telegram_id, name)
             VALUES (gen_random_uuid(), $1, 'new') RETURNING id)
           INSERT INTO questions (id, author_id, route_reason, due_at)
           SELECT gen_random_uuid(), id, 'no_center', now() FROM someone`,
          [round],
        );
      }
    })();
    await writeBackup(source.url, file);
    stop = true;
    await writing;
    await restore();
    const [counts] = await query(
      target.url,
      "SELECT (SELECT count(*) FROM people) AS people, (SELECT count(*) FROM questions) AS questions",
    );
    expect(counts?.["people"]).toBe(counts?.["questions"]);
  }, 60_000);

  test("is read by its owner alone, and never written over another file", async () => {
    await writeBackup(source.url, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file);
    await expect(writeBackup(source.url, file)).rejects.toThrow(/is there already/);
    expect(await readFile(file)).toEqual(before);
  });

  test("leaves no file when it fails half-way", async () => {
    await expect(writeBackup(target.url, file)).rejects.toThrow("nothing in this database");
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
    await expect(stat(`${file}.part`)).rejects.toThrow(/ENOENT/);
  });
});

describe("a file that is not whole is refused before anything is touched", () => {
  beforeEach(async () => {
    await fill(source.url);
    await writeBackup(source.url, file);
  });

  async function isRefused(content: Buffer, reason: RegExp): Promise<void> {
    await writeFile(file, content);
    await expect(restore()).rejects.toThrow(reason);
    expect(await query(target.url, "SELECT to_regclass('people') AS people")).toEqual([
      { people: null },
    ]);
  }

  test("cut anywhere", async () => {
    const whole = await readFile(file);
    for (const share of [0, 0.01, 0.5, 0.9, 0.999])
      await isRefused(whole.subarray(0, Math.floor(whole.length * share)), /torn/);
  });

  test("cut at the end of a table, and packed again", async () => {
    const frames = gunzipSync(await readFile(file));
    // the last frame says how many tables there are: five bytes of prefix, and {"tables":23}
    const end = frames.lastIndexOf('{"tables":') - 5;
    await isRefused(gzipSync(frames.subarray(0, end)), /torn/);
  });

  test("with one letter changed, and packed again", async () => {
    const frames = gunzipSync(await readFile(file));
    const at = frames.indexOf("backslash");
    frames.write("B", at);
    await isRefused(gzipSync(frames), /rows of people are not those written/);
  });

  test("with a bit turned over", async () => {
    const whole = await readFile(file);
    const at = Math.floor(whole.length / 2);
    whole.writeUInt8(whole.readUInt8(at) ^ 1, at);
    await isRefused(whole, /torn|not those written/);
  });

  test("something else", async () => {
    await isRefused(Buffer.from("hello"), /torn or is no backup/);
    await isRefused(gzipSync("hello, this is packed but no backup"), /torn or is no backup/);
    await expect(restore({ path: path.join(folder, "nothing") })).rejects.toThrow("cannot be read");
  });
});

describe("a database that holds something", () => {
  beforeEach(async () => {
    await fill(source.url);
    await writeBackup(source.url, file);
    await migrate(target.url);
    await query(
      target.url,
      "INSERT INTO people (id, telegram_id, name) VALUES (gen_random_uuid(), 1, 'Вера')",
    );
  });

  test("is left alone", async () => {
    await expect(restore()).rejects.toThrow(/holds rows: people 1\. --force/);
    expect(await query(target.url, "SELECT name FROM people")).toEqual([{ name: "Вера" }]);
  });

  test("is emptied when one insists, after it was said what is there", async () => {
    const { settled: told } = await restore({ replace: true });
    expect(told).toEqual(["This database holds rows: people 1. They are deleted."]);
    expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
  });

  test("is as it was when the restore fails at its very end", async () => {
    const failing = restoreBackup({
      url: target.url,
      path: file,
      replace: true,
      tell: () => {},
      settle: () => Promise.reject(new Error("out of luck")),
    });
    await expect(failing).rejects.toThrow("out of luck");
    expect(await query(target.url, "SELECT name FROM people")).toEqual([{ name: "Вера" }]);
    expect(
      await query(target.url, "SELECT count(*)::int FROM pg_constraint WHERE contype = 'f'"),
    ).toEqual(
      await query(source.url, "SELECT count(*)::int FROM pg_constraint WHERE contype = 'f'"),
    );
  });

  test("is not touched while a bot works on it", async () => {
    const bot = new pg.Client({ connectionString: target.url });
    await bot.connect();
    await bot.query("SELECT pg_advisory_lock($1, $2)", [lockKey.high, lockKey.low]);
    await expect(restore({ replace: true })).rejects.toThrow("Stop it first");
    await bot.end();
  });
});

describe("another version of the program", () => {
  test("that the backup does not know: its own migrations are made, no more", async () => {
    const known = await knownMigrations();
    const older = await emptyDatabase();
    await migrate(older.url, undefined, known.at(-2)?.name);
    await fill(older.url);
    await writeBackup(older.url, file);
    await older.drop();
    expect((await restore()).rows).toBe(3 + 3 + 2);
    expect(await migrate(target.url)).toEqual([known.at(-1)?.name]);
  });

  test("that has made the backup: it is refused", async () => {
    await query(
      source.url,
      "UPDATE _prisma_migrations SET migration_name = '9_' || migration_name",
    );
    await writeBackup(source.url, file);
    await expect(restore()).rejects.toThrow("another version");
  });

  test("that has made the database: a new one is asked for", async () => {
    await writeBackup(source.url, file);
    await migrate(target.url);
    await query(
      target.url,
      "UPDATE _prisma_migrations SET migration_name = '9_' || migration_name",
    );
    await expect(restore({ replace: true })).rejects.toThrow("Restore into a new database");
  });
});
