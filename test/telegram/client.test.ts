import { Api, GrammyError, HttpError, InputFile } from "grammy";
import { createServer } from "node:http";
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from "node:net";
import { describe, expect, test } from "vitest";
import { clientOptions, readFailure } from "../../src/telegram/client.ts";
import { createCall } from "../../src/telegram/index.ts";
import { botToken as token, startTelegram } from "./telegram.ts";

function refusal(error_code: number, description: string, parameters = {}): GrammyError {
  const error = { ok: false as const, error_code, description, parameters };
  return new GrammyError("Call failed!", error, "sendMessage", {});
}

function broken(code?: string): HttpError {
  const error = Object.assign(new Error(`https://api/bot${token}/ failed`), { code });
  return new HttpError("Network request failed!", error);
}

describe("how a call ended", () => {
  test("what Telegram refused is refused, with what it says of the future", () => {
    expect(readFailure(refusal(429, "Too Many Requests", { retry_after: 5 }))).toMatchObject({
      kind: "refused",
      code: 429,
      retryAfterSeconds: 5,
    });
    expect(readFailure(refusal(400, "upgraded", { migrate_to_chat_id: -1001 }))).toMatchObject({
      kind: "refused",
      migrateToChatId: -1001,
    });
  });

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "CERT_HAS_EXPIRED"])(
    "after %s nothing has been sent",
    (code) => {
      expect(readFailure(broken(code))).toEqual({ kind: "not-sent", description: code });
    },
  );

  test.each(["ECONNRESET", "EPIPE", "ETIMEDOUT", undefined])(
    "after %s nobody knows, and the token is in no word of ours",
    (code) => {
      const result = readFailure(broken(code));
      expect(result).toMatchObject({ kind: "unknown" });
      expect(JSON.stringify(result)).not.toContain(token);
    },
  );

  test("a mistake of our own stays one", () => {
    expect(() => readFailure(new TypeError("ours"))).toThrow("ours");
  });

  test("a whole call tells each ending from the others", async () => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    const call = createCall({ token, apiRoot: sandbox.address });
    expect(await call("getMyCommands", {})).toEqual({ kind: "ok", result: [] });
    expect(await call("sendMessage", { chat_id: 5, text: "x" })).toMatchObject({
      kind: "refused",
      code: 400,
    });
    for (const fault of ["reset", { html: "<h1>Bad gateway</h1>", status: 502 }] as const) {
      sandbox.faults.next("getMyCommands", fault);
      expect(await call("getMyCommands", {})).toMatchObject({ kind: "unknown" });
    }
    await sandbox.close();
    const later = createCall({ token, apiRoot: sandbox.address });
    expect(await later("getMyCommands", {})).toEqual({
      kind: "not-sent",
      description: "ECONNREFUSED",
    });
  });
});

describe("the bot's own client", () => {
  test("notices at once that an answer has broken off", async () => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    const api = new Api(token, clientOptions({ token, apiRoot: sandbox.address }));
    for (const fault of ["truncated", "reset", "reset after"] as const) {
      sandbox.faults.next("getMyCommands", fault);
      const error: unknown = await api.getMyCommands().catch((thrown: unknown) => thrown);
      expect(readFailure(error)).toMatchObject({ kind: "unknown" });
    }
    await sandbox.close();
    const error: unknown = await api.getMyCommands().catch((thrown: unknown) => thrown);
    expect(readFailure(error)).toMatchObject({ kind: "not-sent", description: "ECONNREFUSED" });
  });

  test("sends files, and ends a call that is called off", async () => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    const person = sandbox.person({ first_name: "Валентина" });
    await person.start();
    const api = new Api(token, clientOptions({ token, apiRoot: sandbox.address }));
    const file = new InputFile(Buffer.alloc(200_000, "x"), "report.csv");
    const sent = await api.sendDocument(person.id, file);
    expect(sent.document?.file_size).toBe(200_000);
    const controller = new AbortController();
    const polling = api.getUpdates({ timeout: 30, offset: 10_000 }, controller.signal as never);
    controller.abort();
    await expect(polling).rejects.toThrow("getUpdates");
  });
});

describe("a proxy", () => {
  test.each([
    ["http", startHttpProxy],
    ["socks5", startSocksProxy],
  ])("of the kind %s carries the calls", async (kind, start) => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    await using proxy = await start();
    const call = createCall({
      token,
      apiRoot: sandbox.address,
      proxy: `${kind}://127.0.0.1:${proxy.port}`,
    });
    expect(await call("getMyCommands", {})).toMatchObject({ kind: "ok" });
    expect(await call("getMyCommands", {})).toMatchObject({ kind: "ok" });
    expect(new Set(proxy.targets)).toEqual(new Set([sandbox.address.replace("http://", "")]));
  });

  test.each([
    ["http", startHttpProxy],
    ["socks5", startSocksProxy],
  ])("of the kind %s carries the bot's own prompts and its long polls", async (kind, start) => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    await using proxy = await start();
    const api = new Api(
      token,
      clientOptions({
        token,
        apiRoot: sandbox.address,
        proxy: `${kind}://127.0.0.1:${proxy.port}`,
      }),
    );
    expect(await api.getMyCommands()).toEqual([]);
    expect(await api.getUpdates({ timeout: 1 })).toEqual([]);
    expect(new Set(proxy.targets)).toEqual(new Set([sandbox.address.replace("http://", "")]));
  });

  test("that is away means that nothing has been sent", async () => {
    await using telegram = await startTelegram();
    const { sandbox } = telegram;
    const proxy = await startHttpProxy();
    await proxy[Symbol.asyncDispose]();
    const options = { token, apiRoot: sandbox.address, proxy: `http://127.0.0.1:${proxy.port}` };
    expect(await createCall(options)("getMyCommands", {})).toMatchObject({ kind: "not-sent" });
    expect(sandbox.ledger.calls()).toEqual([]);
  });
});

interface Proxy extends AsyncDisposable {
  port: number;
  /** Where it was asked to connect to, "host:port" each time. */
  targets: string[];
}

/** RFC 9110, section 9.3.6: CONNECT opens a tunnel. */
async function startHttpProxy(): Promise<Proxy> {
  const targets: string[] = [];
  const server = createServer((_, response) => void response.writeHead(405).end());
  server.on("connect", ({ url = "" }, socket: Socket) => {
    targets.push(url);
    const [host = "", port] = url.split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  return proxyOf(server, targets);
}

/** RFC 1928, without authentication and with addresses of IPv4 or names. */
async function startSocksProxy(): Promise<Proxy> {
  const targets: string[] = [];
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.from([5, 0]));
      socket.once("data", (asked) => {
        const { host, port } = readSocksTarget(asked);
        targets.push(`${host}:${port}`);
        const target = connect(port, host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          target.pipe(socket).pipe(target);
        });
        target.on("error", () => socket.destroy());
      });
    });
    socket.on("error", () => socket.destroy());
  });
  return proxyOf(server, targets);
}

function readSocksTarget(asked: Buffer): { host: string; port: number } {
  const isName = asked[3] === 3;
  const host = isName
    ? asked.subarray(5, 5 + (asked[4] ?? 0)).toString()
    : asked.subarray(4, 8).join(".");
  return { host, port: asked.readUInt16BE(asked.length - 2) };
}

async function proxyOf(server: TcpServer, targets: string[]): Promise<Proxy> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    targets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
