import { EventEmitter } from "node:events";
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { SocksProxyAgent } from "socks-proxy-agent";
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";

/** Where the Bot API is, and the way to it. */
export interface TelegramServer {
  /** Where the Bot API is served, without a slash at the end. */
  apiRoot: string;
  /** An http, https or socks proxy for all calls. */
  proxy?: string | undefined;
  /** How long a call may go without an answer; milliseconds. */
  timeoutMs?: number;
}

/** As many as can be on the wire at once. */
const mostConnections = 64;
const connectTimeoutMs = 10_000;
// Long enough for a slow line.
const usualTimeoutMs = 20_000;
// Below what servers and firewalls usually allow (nginx: 75 s), so that we are the first to close.
const keepIdleMs = 30_000;

/** The connections on which calls go out: kept alive, one call on each at a time. */
export function createDispatcher(given: TelegramServer): Dispatcher {
  const { apiRoot, proxy, timeoutMs = usualTimeoutMs } = given;
  const options = {
    connections: mostConnections,
    // calls that are queued behind another on its connection would all be unknown when it breaks
    pipelining: 1,
    allowH2: false,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: keepIdleMs,
    keepAliveMaxTimeout: keepIdleMs,
  };
  const { origin } = new URL(apiRoot);
  if (proxy?.startsWith("socks"))
    return new Pool(origin, { ...options, connect: socksConnector(proxy) });
  if (proxy)
    return new ProxyAgent({
      ...options,
      uri: proxy,
      // also for a Bot API server without TLS: its address, with the token, is not the proxy's business
      proxyTunnel: true,
      connectTimeout: connectTimeoutMs,
    });
  return new Pool(origin, { ...options, connect: { timeout: connectTimeoutMs } });
}

/** Connects through a socks proxy of any version. */
function socksConnector(proxy: string): buildConnector.connector {
  const agent = new SocksProxyAgent(proxy, { timeout: connectTimeoutMs });
  const secure = buildConnector({ timeout: connectTimeoutMs, allowH2: false });

  async function open(options: buildConnector.Options): Promise<Socket> {
    const defaultPort = options.protocol === "https:" ? 443 : 80;
    const port = Number(options.port || defaultPort);
    // the agent tells a request of node:http about its progress; there is none here
    const request = Object.assign(new EventEmitter(), { destroy() {} }) as unknown as ClientRequest;
    const place = { host: options.hostname, port, secureEndpoint: false as const };
    const tunnel = await agent.connect(request, place);
    tunnel.setTimeout(0);
    return tunnel;
  }

  async function connect(
    options: buildConnector.Options,
    callback: buildConnector.Callback,
  ): Promise<void> {
    let httpSocket: Socket;
    try {
      httpSocket = await open(options);
    } catch (error) {
      return callback(error instanceof Error ? error : new Error("no way through the proxy"), null);
    }
    if (options.protocol === "https:") secure({ ...options, httpSocket }, callback);
    else callback(null, httpSocket);
  }

  return (options, callback) => void connect(options, callback);
}
