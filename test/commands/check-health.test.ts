import { execFile } from "node:child_process";
import Fastify from "fastify";
import path from "node:path";
import { expect, test } from "vitest";

const program = path.join(import.meta.dirname, "../../src/commands/check-health.ts");

function ask(env: Record<string, string>): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program], { env, cwd: "/" }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

test("a supervisor hears whether the bot is well, and why it is not", async () => {
  const server = Fastify();
  let code = 200;
  server.get("/healthz", async (_request, reply) => reply.code(code).send(`code ${code}`));
  const address = new URL(await server.listen({ host: "127.0.0.1", port: 0 }));
  const well = { OPERATIONS_PORT: address.port, OPERATIONS_HOST: "0.0.0.0" };
  expect(await ask(well)).toEqual({ code: 0, out: "code 200\n", err: "" });
  code = 503;
  expect(await ask(well)).toEqual({ code: 1, out: "", err: "code 503\n" });
  await server.close();
  expect((await ask(well)).err).toContain("Nobody answers at http://127.0.0.1:");
});

test("without a port there is nobody to ask", async () => {
  expect((await ask({})).err).toContain("OPERATIONS_PORT is not set");
});
