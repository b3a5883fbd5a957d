import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Received {
  secret: string | undefined;
  update: { update_id: number; message?: { text?: string } };
}

/** How a bot's own server takes an update. */
export interface Taking {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

/**
 * A bot's own server.
 *
 * @param answer says what comes of each update; until it resolves, the update is in flight.
 */
export async function openReceiver(
  answer: (count: number, received: Received) => Taking | Promise<Taking>,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  async function respond(count: number, one: Received, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await answer(count, one);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body ? JSON.stringify(body) : "");
  }
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const secret = request.headers["x-telegram-bot-api-secret-token"]?.toString();
      const one: Received = { secret, update: JSON.parse(body) as Received["update"] };
      received.push(one);
      void respond(received.length, one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received };
}
