import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type {
  DiagnoseMigrationHistoryOutput,
  MigrationList,
  SchemaEngine,
} from "@prisma/schema-engine-wasm/schema_engine_bg";
import { MIGRATIONS_DIRECTORY } from "../../src/platform/migrations.ts";
import { createEngineAdapter } from "./schema-engine-adapter.ts";

const SCHEMA_FILE = path.join(MIGRATIONS_DIRECTORY, "../schema.prisma");

const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * The SQL that leads from the migrations to the schema, empty when they agree. Partial indexes and
 * indexes over expressions are not seen: Prisma's schema has no words for them.
 *
 * @param url a database of a server on which shadow databases may be made; itself untouched.
 */
export async function missingMigration(url: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: await readFile(SCHEMA_FILE, "utf8") }];
  return withEngine(url, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "migrations", ...(await listMigrations()) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: FILTERS,
    });
    return exitCode === 0 ? "" : (stdout ?? "");
  });
}

/** What Prisma thinks of a database's migrations: edited, failed, unapplied. */
export async function diagnoseHistory(url: string): Promise<DiagnoseMigrationHistoryOutput> {
  return withEngine(url, async (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: await listMigrations(),
      optInToShadowDatabase: false,
      filters: FILTERS,
    }),
  );
}

/** Applies the migrations as `prisma migrate deploy` does; returns their names. */
export async function deployWithEngine(url: string): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await listMigrations(),
      filters: FILTERS,
    });
    return appliedMigrationNames;
  });
}

async function withEngine<Result>(
  url: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const { SchemaEngine } = await loadEngine();
  const adapter = createEngineAdapter(url);
  try {
    const engine = await SchemaEngine.new(
      { datamodels: [["schema.prisma", await readFile(SCHEMA_FILE, "utf8")]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapter),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await adapter.close();
  }
}

async function listMigrations(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS_DIRECTORY, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const directories = names.toSorted().map(async (name) => {
    const file = path.join(MIGRATIONS_DIRECTORY, name, "migration.sql");
    const content = { tag: "ok" as const, value: await readFile(file, "utf8") };
    return { path: name, migrationFile: { path: "migration.sql", content } };
  });
  return {
    baseDir: MIGRATIONS_DIRECTORY,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(directories),
  };
}

type Engine = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");

let loading: Promise<Engine> | undefined;

function loadEngine(): Promise<Engine> {
  loading ??= instantiate();
  return loading;
}

// Not among the types of Node alone.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};

async function instantiate(): Promise<Engine> {
  // Where the engine reports a panic; without it, a panic is a TypeError.
  const global = globalThis as Record<string, unknown>;
  global["PRISMA_WASM_PANIC_REGISTRY"] ??= {
    set_message: (message: string) => console.error("the schema engine panicked:", message),
  };
  const engine = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const program = await readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));

  // The engine leaves a timer of 10 s running, which would hold every process that used it.
  const imports: Record<string, unknown> = { ...engine };
  for (const name of Object.keys(imports).filter((key) => key.startsWith("__wbg_setTimeout_"))) {
    imports[name] = (callback: () => void, milliseconds: number) =>
      setTimeout(callback, milliseconds >>> 0).unref();
  }
  const module = await WebAssembly.compile(program);
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": imports });
  (engine as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(
    instance.exports,
  );
  (instance.exports["__wbindgen_start"] as (() => void) | undefined)?.();
  return engine;
}
