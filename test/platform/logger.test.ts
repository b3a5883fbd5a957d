import { expect, test } from "vitest";
import { createLogger } from "../../src/platform/logger.ts";

const TOKEN = `123456789:${"A".repeat(35)}`;

/** The one line that is logged, as text. */
function logged(fields: object): string {
  const lines: string[] = [];
  createLogger({ level: "info", destination: { write: (line) => lines.push(line) } }).info(
    fields,
    "something happened",
  );
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

test("numbers and our own words are logged as they are", () => {
  expect(JSON.parse(logged({ update: 5, chat: -100123n, kind: "question-asked" }))).toEqual({
    level: "info",
    time: expect.any(String),
    update: 5,
    chat: "-100123",
    kind: "question-asked",
    msg: "something happened",
  });
});

test("what a person wrote and who they are is hidden at any depth", () => {
  const from = { id: 42, first_name: "Valentina", last_name: "Petrova", username: "valya" };
  const message = { from, text: "how do we register", caption: "scan", chat: { title: "NGO" } };
  const line = logged({ update: { update_id: 7, message, contact: { phone_number: "79121" } } });
  expect(line).toContain('"update_id":7');
  expect(line).toContain('"id":42');
  expect(line).not.toMatch(/Valentina|Petrova|valya|register|scan|NGO|79121/);
});

test("a Russian text is hidden wherever it stands", () => {
  expect(logged({ list: [{ reason: "Валентина пишет" }] })).not.toMatch(/\p{Script=Cyrillic}/u);
});

test("tokens, passwords and phone numbers are hidden inside texts", () => {
  const line = logged({
    url: `https://api.telegram.org/file/bot${TOKEN}/x`,
    database: "postgresql://desk:hunter2@localhost/desk",
    note: "call +7 (912) 345-67-89",
  });
  expect(line).not.toMatch(/AAAA|hunter2|345/);
  expect(line).toContain("localhost/desk");
});

test("an error keeps its codes and its place, and loses the values in it", () => {
  const cause = Object.assign(new Error('invalid input syntax for type uuid: "Valentina"'), {
    code: "22P02",
    detail: "Key (phone)=(79121234567) already exists.",
  });
  const error = new Error(`request to https://x/bot${TOKEN}/getMe failed`, { cause });
  const line = logged({ err: error });
  expect(line).not.toMatch(/Valentina|79121234567|AAAA/);
  expect(JSON.parse(line)).toMatchObject({
    err: {
      type: "Error",
      message: "request to https://x/bot[hidden]/getMe failed",
      stack: expect.arrayContaining([expect.stringContaining("logger.test.ts")]),
      cause: { code: "22P02" },
    },
  });
});

test("an error of Prisma does not print the arguments of its call", () => {
  const error = new Error(
    "\nInvalid `prisma.member.create()` invocation:\n{ data: { phone: '79121234567' } }\n\nUnique constraint failed",
  );
  error.name = "PrismaClientKnownRequestError";
  const line = logged({ err: Object.assign(error, { code: "P2002" }) });
  expect(line).not.toContain("79121234567");
  expect(line).toContain("Unique constraint failed");
});

test("an object that holds itself is no trouble", () => {
  const round: Record<string, unknown> = { id: 1 };
  round["self"] = round;
  expect(logged({ round })).toContain('"id":1');
});
