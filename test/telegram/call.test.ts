import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { createCall, type TelegramClientOptions } from "../../src/telegram/index.ts";

const token = "100200300:call-test-token-call-test-token-call";

interface Server extends AsyncDisposable {
  port: number;
  /** How many requests have arrived, whole. */
  requests(): number;
  connections(): number;
  call(more?: Partial<TelegramClientOptions>): ReturnType<typeof createCall>;
}

/** A server that does to each request whatever the test says. */
async function startServer(
  act: (socket: Socket, count: number) => void,
  greeting = "",
): Promise<Server> {
  const sockets = new Set<Socket>();
  let requests = 0;
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    socket.on("error", () => {});
    if (greeting !== "") socket.end(greeting);
    let read = "";
    socket.on("data", (chunk) => {
      read += chunk.toString();
      const head = read.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(read)?.[1] ?? 0);
      if (head < 0 || read.length < head + 4 + length) return;
      read = "";
      requests += 1;
      act(socket, requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests: () => requests,
    connections: () => connections,
    call: (more) => createCall({ token, apiRoot: `http://127.0.0.1:${port}`, ...more }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(body: string, status = 200, more = ""): string {
  const length = Buffer.byteLength(body);
  return `HTTP/1.1 ${status} OK\r\ncontent-length: ${length}\r\n${more}\r\n${body}`;
}

const fine = answer('{"ok":true,"result":true}');

describe("a call that has left", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["the connection breaks", (socket) => socket.destroy()],
    ["the connection is reset", (socket) => socket.resetAndDestroy()],
    ["the server closes without a word", (socket) => socket.end()],
    ["the answer breaks off", (socket) => socket.end(fine.slice(0, -5))],
    ["the head of the answer breaks off", (socket) => socket.end("HTTP/1.1 200 O")],
    ["the answer is no HTTP", (socket) => socket.end("hello\r\n\r\n")],
    ["the answer is HTML", (socket) => socket.end(answer("<h1>Bad gateway</h1>", 502))],
    ["the answer is HTML with a 200", (socket) => socket.end(answer("<h1>Please log in</h1>"))],
    ["the answer is HTML with a 404", (socket) => socket.end(answer("<h1>Not found</h1>", 404))],
    ["the answer is nothing", (socket) => socket.end(answer(""))],
    ["the JSON is cut off", (socket) => socket.end(answer('{"ok":true,"res'))],
    ["the JSON is something else", (socket) => socket.end(answer('{"error":"busy"}'))],
    [
      "Telegram fails",
      (socket) =>
        socket.end(
          answer('{"ok":false,"error_code":500,"description":"Internal Server Error"}', 500),
        ),
    ],
  ])("has an unknown outcome when %s, and is never repeated", async (_, act) => {
    // once on a new connection, once on one that has been used
    for (const used of [0, 1]) {
      await using server = await startServer((socket, count) =>
        count <= used ? socket.write(fine) : act(socket),
      );
      const call = server.call();
      for (let count = 0; count < used; count += 1) await call("sendMessage", { chat_id: 1 });
      const result = await call("sendMessage", { chat_id: 1, text: "once" });
      expect(result.kind).toBe("unknown");
      expect(JSON.stringify(result)).not.toContain(token);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(server.requests()).toBe(used + 1);
    }
  });

  test("has an unknown outcome when nothing comes back for long", async () => {
    await using server = await startServer(() => {});
    const result = await server.call({ timeoutMs: 500 })("sendMessage", { chat_id: 1 });
    expect(result).toEqual({ kind: "unknown", description: "UND_ERR_HEADERS_TIMEOUT" });
    expect(server.requests()).toBe(1);
  });

  test("brings back what Telegram says of the future", async () => {
    const refusal = {
      ok: false,
      error_code: 429,
      description: "Too Many Requests: retry after 7",
      parameters: { retry_after: 7, migrate_to_chat_id: -1001 },
    };
    await using server = await startServer(
      (socket) => void socket.write(answer(JSON.stringify(refusal), 429)),
    );
    expect(await server.call()("sendMessage", {})).toEqual({
      kind: "refused",
      code: 429,
      description: "Too Many Requests: retry after 7",
      retryAfterSeconds: 7,
      migrateToChatId: -1001,
    });
  });
});

describe("connections", () => {
  test("that the server has closed while they were idle cost no call its outcome", async () => {
    await using server = await startServer((socket) => {
      socket.write(fine);
      setTimeout(() => socket.end(), 5);
    });
    const call = server.call();
    for (let count = 0; count < 5; count += 1) {
      expect(await call("sendMessage", {})).toMatchObject({ kind: "ok" });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(server.requests()).toBe(5);
  });

  test("that the server announces to close are not used again", async () => {
    await using server = await startServer(
      (socket) => void socket.end(answer('{"ok":true,"result":1}', 200, "connection: close\r\n")),
    );
    const call = server.call();
    const results = await Promise.all(Array.from({ length: 200 }, () => call("sendMessage", {})));
    expect(results.every(({ kind }) => kind === "ok")).toBe(true);
    expect(server.requests()).toBe(200);
  });

  test("are kept, and as many as may be on the wire at once", async () => {
    await using server = await startServer((socket) => {
      setTimeout(() => socket.write(fine), 5);
    });
    const call = server.call();
    for (let round = 0; round < 3; round += 1)
      await Promise.all(Array.from({ length: 100 }, () => call("sendMessage", {})));
    expect(server.requests()).toBe(300);
    expect(server.connections()).toBeLessThanOrEqual(64);
  });

  test("on which TLS fails have carried nothing", async () => {
    await using server = await startServer((socket) => socket.destroy(), "no TLS\r\n");
    const result = await server.call({ apiRoot: `https://127.0.0.1:${server.port}` })("getMe", {});
    expect(result.kind).toBe("not-sent");
    expect(JSON.stringify(result)).not.toContain(token);
  });

  test("to a name that there is not have carried nothing", async () => {
    await using server = await startServer((socket) => socket.destroy());
    const result = await server.call({ apiRoot: "http://nowhere.invalid" })("getMe", {});
    expect(result.kind).toBe("not-sent");
  });
});

describe("a proxy that lets nothing through", () => {
  test.each([
    "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
    "",
  ])("means that nothing was sent (%j)", async (words) => {
    await using server = await startServer((socket) => void socket.end(words));
    const options = { apiRoot: "http://10.0.0.1", proxy: `http://127.0.0.1:${server.port}` };
    expect(await server.call(options)("getMe", {})).toMatchObject({ kind: "not-sent" });
  });

  test("is told from one that breaks off later", async () => {
    // the first request opens the tunnel, the second one is the call
    await using server = await startServer((socket, count) =>
      count === 1 ? socket.write("HTTP/1.1 200 OK\r\n\r\n") : socket.destroy(),
    );
    const options = { apiRoot: "http://10.0.0.1", proxy: `http://127.0.0.1:${server.port}` };
    expect(await server.call(options)("getMe", {})).toMatchObject({ kind: "unknown" });
  });
});
