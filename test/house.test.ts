import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FEATURES, MAY_KNOW } from "./support/house-plan.ts";
import { findViolations } from "./support/house.ts";

const SOURCES = path.join(import.meta.dirname, "../src");

function violationsOf(file: string, source: string): string[] {
  return findViolations([{ path: file, source }]);
}

test("the house is in order", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("generated/"))
    .map((file) => ({ path: file, source: readFileSync(path.join(SOURCES, file), "utf8") }));
  expect(files.length).toBeGreaterThan(10);
  expect(findViolations(files)).toEqual([]);
});

test("no two parts of the house may know each other", () => {
  for (const [part, known] of Object.entries(MAY_KNOW)) {
    for (const other of known) expect(MAY_KNOW[other] ?? [], `${other} knows`).not.toContain(part);
  }
});

describe("who may know whom", () => {
  test("nobody below imports the composition root or the program", () => {
    expect(violationsOf("questions/index.ts", 'import { createApp } from "../app.ts";')).toEqual([
      "questions/index.ts uses ../app.ts: questions may not know app",
    ]);
    expect(violationsOf("app.ts", 'import "./main.ts";')).toHaveLength(1);
    expect(violationsOf("main.ts", 'import { createApp } from "./app.ts";')).toEqual([]);
    expect(violationsOf("demo/main.ts", 'import { createApp } from "../app.ts";')).toEqual([]);
  });

  test("the platform knows nothing of ours, the layers above it no feature", () => {
    expect(violationsOf("platform/clock.ts", 'import "../access/rights.ts";')).toHaveLength(1);
    for (const layer of ["telegram", "delivery", "access"]) {
      expect(violationsOf(`${layer}/x.ts`, 'import "../centers/index.ts";')).toHaveLength(1);
      expect(violationsOf(`${layer}/x.ts`, 'import "../platform/clock.ts";')).toEqual([]);
    }
    expect(violationsOf("telegram/x.ts", 'import "../delivery/index.ts";')).toEqual([]);
    expect(violationsOf("delivery/x.ts", 'import "../telegram/screen.ts";')).toHaveLength(1);
  });

  test("a feature uses lower features only, and only through their door", () => {
    const [lowest, middle, highest] = FEATURES;
    expect(violationsOf(`${highest}/ask.ts`, `import "../${middle}/index.ts";`)).toEqual([]);
    expect(violationsOf(`${highest}/ask.ts`, `import "../${middle}/member-store.ts";`)).toEqual([
      `${highest}/ask.ts uses ../${middle}/member-store.ts: ${middle} only through its index.ts`,
    ]);
    expect(violationsOf(`${lowest}/x.ts`, `import "../${highest}/index.ts";`)).toHaveLength(1);
  });

  test("a feature's core knows nothing of Telegram, its bot does", () => {
    for (const line of ['import { Bot } from "grammy";', 'import "../telegram/screen.ts";']) {
      expect(violationsOf("questions/ask-question.ts", line)).toEqual([
        expect.stringContaining("know nothing of Telegram"),
      ]);
    }
    expect(violationsOf("questions/ask.ts", 'import "./bot/desk.handlers.ts";')).toHaveLength(1);
    expect(violationsOf("questions/bot/desk.ts", 'import { Bot } from "grammy";')).toEqual([]);
    expect(violationsOf("questions/bot/desk.ts", 'import "../../telegram/screen.ts";')).toEqual([]);
  });

  test("the sandbox imports nothing of the product, and only the demo imports the sandbox", () => {
    expect(violationsOf("sandbox/index.ts", 'import "../platform/clock.ts";')).toHaveLength(1);
    expect(violationsOf("app.ts", 'import "./sandbox/index.ts";')).toHaveLength(1);
    expect(violationsOf("demo/main.ts", 'import "../sandbox/index.ts";')).toEqual([]);
  });

  test("a new folder needs a rule first", () => {
    expect(violationsOf("helpers/text.ts", "export {};")).toHaveLength(1);
  });
});

describe("what only few files may use", () => {
  test("Prisma in stores and platform/database.ts", () => {
    const line = 'import type { Prisma } from "../generated/prisma/client.ts";';
    expect(violationsOf("questions/question-store.ts", line)).toEqual([]);
    expect(violationsOf("platform/database.ts", line)).toEqual([]);
    expect(violationsOf("questions/ask-question.ts", line)).toHaveLength(1);
    expect(violationsOf("platform/redis.ts", line)).toHaveLength(1);
    expect(violationsOf("questions/x.ts", 'import pg from "pg";')).toHaveLength(1);
  });

  test("ioredis in platform/redis.ts and the session storage", () => {
    const line = 'import { Redis } from "ioredis";';
    expect(violationsOf("platform/redis.ts", line)).toEqual([]);
    expect(violationsOf("telegram/session-storage.ts", line)).toEqual([]);
    expect(violationsOf("telegram/client.ts", line)).toHaveLength(1);
  });

  test("the conversations plugin in src/telegram", () => {
    const line = 'import type { Conversation } from "@grammyjs/conversations";';
    expect(violationsOf("telegram/dialogs.ts", line)).toEqual([]);
    expect(violationsOf("questions/bot/ask.dialog.ts", line)).toHaveLength(1);
  });

  test("the process in main.ts, the commands and the demo", () => {
    expect(violationsOf("app.ts", "const port = process.env.PORT;")).toHaveLength(1);
    expect(violationsOf("app.ts", 'import { env } from "node:process";')).toHaveLength(1);
    expect(violationsOf("main.ts", "process.exitCode = 1;")).toEqual([]);
    expect(violationsOf("app.ts", "const work = { process: 1 }; work.process;")).toEqual([]);
  });
});

test("every form of import is seen, and no text that only looks like one", () => {
  const source = `
    import type { A } from "../app.ts";
    export { b } from "../config.ts";
    export * from "../main.ts";
    const c = await import("../demo/main.ts");
    type D = import("../sandbox/index.ts").D;
    // import "../commands/migrate.ts";
    const text = 'import "../commands/places.ts"';
  `;
  expect(violationsOf("questions/x.ts", source)).toHaveLength(5);
});
