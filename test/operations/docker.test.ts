import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfig } from "../../src/config.ts";
import {
  copiedSources,
  ignored,
  type Instruction,
  isInImage,
  programOf,
  read,
  readStages,
  root,
} from "./support/image.ts";
import { needsOf } from "./support/needs.ts";

interface Service {
  image: string;
  entrypoint?: string[];
  command?: string[];
  environment?: Record<string, string>;
  env_file?: string;
  volumes?: string[];
  mem_limit: string;
  ports?: string[];
  restart?: string;
  profiles?: string[];
  logging?: { driver: string; options: Record<string, string> };
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(read("compose.yaml"), { merge: true }) as {
  services: Record<"bot" | "database" | "redis" | "backup", Service>;
  volumes: Record<string, unknown>;
};
const { bot, database, redis, backup } = compose.services;
const stages = readStages();
const last = stages.at(-1) ?? [];
const find = (stage: Instruction[], name: string) => stage.filter((each) => each.name === name);
const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
const lock = JSON.parse(read("package-lock.json")) as {
  packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
};

const commands = readdirSync(path.join(root, "src/commands")).map((file) => `src/commands/${file}`);
const needs = needsOf(["src/main.ts", ...commands]);

/** What ends the line of an instruction is a list: CMD ["node", "x"]. */
function listOf({ words }: Instruction): string {
  const line = words.join(" ");
  return line.slice(line.indexOf("["));
}

describe("the image", () => {
  test("is built from what is there", () => {
    const sources = stages.flatMap((stage) =>
      find(stage, "COPY")
        .filter(({ words }) => !words[0]?.startsWith("--from"))
        .flatMap(({ words }) => words.slice(0, -1)),
    );
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !existsSync(path.join(root, source)))).toEqual([]);
    expect(sources.filter((source) => ignored().includes(source))).toEqual([]);
  });

  test("takes from its first stage what that one has", () => {
    const [first = []] = stages;
    const name = find(first, "FROM")[0]?.words.at(-1);
    const taken = find(last, "COPY").filter(({ words }) => words[0]?.startsWith("--from"));
    expect(taken.map(({ words }) => words[0])).toEqual([`--from=${name}`, `--from=${name}`]);
    // npm makes the one, the generator of the schema the other
    expect(taken.map(({ words }) => words[1])).toEqual(["/app/node_modules", "/app/src/generated"]);
    expect(read("prisma/schema.prisma")).toContain(
      'output              = "../src/generated/prisma"',
    );
  });

  test("holds every file that the bot and its commands load", () => {
    expect(needs.files.size).toBeGreaterThan(100);
    const folders = ["locales", "prisma/migrations", "prisma/data/territories.csv"];
    const found = (start: string) => [...needs.files].some((file) => file.startsWith(start));
    expect(folders.filter(found)).toEqual(folders);
    expect([...needs.files].filter((file) => !isInImage(file))).toEqual([]);
  });

  test("has every package that they load", () => {
    expect([...needs.packages].filter((name) => !(name in manifest.dependencies))).toEqual([]);
    const absent = [...needs.packages].filter((name) => {
      const entry = lock.packages[`node_modules/${name}`];
      return !entry || entry.dev || entry.optional || entry.devOptional;
    });
    expect(absent).toEqual([]);
    // removed once it has made the client
    expect([...needs.packages]).not.toContain("prisma");
  });

  test("keeps secrets, tests and the demo out", () => {
    const outside = [".env", "test/main.test.ts", "src/demo/main.ts", "src/sandbox/index.ts"];
    expect(outside.filter(isInImage)).toEqual([]);
    expect(copiedSources()).not.toContain(".");
    const wanted = read(".gitignore").split("\n").filter(Boolean);
    const unseen = wanted
      .map((line) => line.replace(/\/$/, ""))
      .filter((line) => !ignored().includes(line));
    expect(unseen).toEqual([]);
  });

  test("runs the bot, as nobody special, on the Node that the project is made for", () => {
    expect(programOf(listOf(find(last, "CMD")[0] as Instruction))).toBe("src/main.ts");
    expect(find(last, "USER")[0]?.words).toEqual(["node"]);
    for (const stage of stages) expect(find(stage, "FROM")[0]?.words[0]).toBe("node:24-slim");
  });

  test("is asked for its health by a program that is in it", () => {
    const [check] = find(last, "HEALTHCHECK");
    const program = programOf(listOf(check as Instruction));
    expect(existsSync(path.join(root, program))).toBe(true);
    expect(read(program)).toContain("/healthz");
    expect(read("src/operations/index.ts")).toContain('"/healthz"');
  });
});

describe("the composition", () => {
  const services = Object.values(compose.services);

  test("fits a server with 1 GB, with the backup running", () => {
    const megabytes = services.map(({ mem_limit: limit }) => Number(/^(\d+)m$/.exec(limit)?.[1]));
    expect(megabytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1024);
    const heap = /--max-old-space-size=(\d+)/.exec(read("Dockerfile"))?.[1];
    expect(Number(heap) * 2).toBeLessThanOrEqual(Number(bot.mem_limit.replace("m", "")));
  });

  test("pins every image by its major version", () => {
    for (const { image } of [database, redis]) expect(image).toMatch(/^[a-z]+:\d+(-[a-z]+)?$/);
    expect(bot.image).toBe(backup.image);
  });

  test("starts again by itself, checks its health, and keeps its logs short", () => {
    for (const service of [bot, database, redis]) {
      expect(service.restart).toBe("unless-stopped");
      expect(service.logging).toEqual({
        driver: "json-file",
        options: { "max-size": "10m", "max-file": "5" },
      });
    }
    for (const service of [database, redis]) expect(service.healthcheck?.test?.[0]).toBe("CMD");
    expect(bot.depends_on).toEqual({
      database: { condition: "service_healthy" },
      redis: { condition: "service_healthy" },
    });
  });

  test("keeps what has to stay in volumes with names", () => {
    const named = services
      .flatMap(({ volumes }) => volumes ?? [])
      .map((volume) => volume.split(":")[0] ?? "")
      .filter((volume) => !volume.startsWith("."));
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
    // docker-library/postgres#1259: since version 18 this folder, before that …/data below it
    expect(Number(database.image.split(":")[1])).toBeGreaterThanOrEqual(18);
    expect(database.volumes).toEqual(["database:/var/lib/postgresql"]);
    expect(redis.volumes).toEqual(["redis:/data"]);
    expect(redis.command).toContain("--appendonly");
  });

  test("opens nothing to the outside", () => {
    expect(services.flatMap(({ ports }) => ports ?? [])).toEqual([]);
  });

  test("gives the bot good settings, which .env.example explains", () => {
    const example = read(".env.example");
    const settings = Object.fromEntries(
      Object.entries(bot.environment ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{DATABASE_PASSWORD:\?[^}]*\}/, "secret"),
      ]),
    );
    const names = Object.keys(settings);
    expect(names.filter((name) => !read("src/config.ts").includes(`${name}:`))).toEqual([]);
    expect(names.filter((name) => !new RegExp(`^#?${name}=`, "m").test(example))).toEqual([]);
    const parsed = parseConfig({
      ...settings,
      BOT_TOKEN: `1:${"A".repeat(35)}`,
      OPERATOR_NAME: "x",
      OPERATOR_CONTACT: "x",
      POLICY_URL: "https://example.org",
    });
    expect(parsed).toMatchObject({
      ok: true,
      config: { operations: { host: "0.0.0.0", port: 9090 }, migrateOnStart: true },
    });
    const { hostname, username, pathname } = new URL(settings["DATABASE_URL"] ?? "");
    expect([hostname, username, pathname]).toEqual(["database", "desk", "/desk"]);
    expect(database.environment).toMatchObject({ POSTGRES_USER: "desk", POSTGRES_DB: "desk" });
    expect(new URL(settings["REDIS_URL"] ?? "").hostname).toBe("redis");
  });

  test("takes every secret from .env", () => {
    const variables = [...read("compose.yaml").matchAll(/\$\{?(\w+)/g)].map(([, name]) => name);
    expect(new Set(variables)).toEqual(new Set(["DATABASE_PASSWORD"]));
    for (const name of variables)
      expect(read(".env.example")).toMatch(new RegExp(`^#?${name}=`, "m"));
    expect([bot.env_file, backup.env_file]).toEqual([".env", ".env"]);
  });

  test("backs up into a folder of the server, when it is asked to", () => {
    expect(backup.profiles).toEqual(["tools"]);
    expect(backup.entrypoint?.[0]).toBe("node");
    expect(backup.command).toEqual(["src/commands/backup.ts", "/backups"]);
    expect(backup.volumes).toEqual(["./backups:/backups"]);
    expect(existsSync(path.join(root, backup.command?.[0] ?? ""))).toBe(true);
  });
});
