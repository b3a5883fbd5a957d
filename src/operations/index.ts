import Fastify from "fastify";
import type { DeliveryObserver } from "../delivery/index.ts";
import type { Clock } from "../platform/clock.ts";
import type { Logger } from "../platform/logger.ts";
import type { UpdatesObserver } from "../telegram/index.ts";
import { createFigures, type Figures, type FiguresSource } from "./figures.ts";
import { complaints, type Role } from "./health.ts";
import { createMetrics } from "./metrics.ts";

export type { Role } from "./health.ts";

export interface OperationsDependencies {
  /** Where to listen; undefined switches the server off. */
  address: { host: string; port: number } | undefined;
  /** How updates arrive. */
  updates: "polling" | "webhook";
  figures: FiguresSource;
  clock: Clock;
  logger: Logger;
}

/**
 * Shows whoever runs the bot how it is: `/healthz` for supervisors, `/metrics` for Prometheus. It
 * lives as long as the process, also while another one leads.
 */
export function createOperations(deps: OperationsDependencies) {
  const metrics = createMetrics();
  const readFigures = createFigures(deps.figures, () => deps.clock.now());
  let role: { name: Role; since: number } = { name: "starting", since: performance.now() };
  let fetchedAt = performance.now();
  let calledAt = performance.now();

  const delivery: DeliveryObserver = {
    called(lane, verdict) {
      calledAt = performance.now();
      metrics.delivery.called(lane, verdict);
    },
  };
  const updates: UpdatesObserver = {
    ...metrics.updates,
    fetched(count) {
      fetchedAt = performance.now();
      metrics.updates.fetched(count);
    },
  };

  const server = Fastify();
  server.get("/healthz", async (_request, reply) => {
    const reasons = complaintsOf(await figuresOrNull());
    const healthy = reasons.length === 0;
    return reply
      .code(healthy ? 200 : 503)
      .send({ status: healthy ? "ok" : "failing", role: role.name, reasons });
  });
  server.get("/metrics", async (_request, reply) => {
    const page = await metrics.page(role.name === "leading", await figuresOrNull());
    return reply.type(metrics.contentType).send(page);
  });

  async function figuresOrNull(): Promise<Figures | null> {
    try {
      return await readFigures();
    } catch (error) {
      deps.logger.warn({ err: error }, "the figures of the database cannot be read");
      return null;
    }
  }

  function complaintsOf(figures: Figures | null): string[] {
    const answers = figures?.queue.lanes.find(({ lane }) => lane === 0);
    return complaints({
      role: role.name,
      since: role.since,
      now: performance.now(),
      databaseAnswers: figures !== null,
      fetchedAt: deps.updates === "polling" ? fetchedAt : null,
      calledAt,
      oldestAnswerSeconds: answers?.oldestSeconds ?? null,
    });
  }

  return {
    /** For the sender. */
    delivery,
    /** For the inbox and for polling. */
    updates,

    /** To be told whenever the process begins to do something else; what stops does nothing else. */
    became(name: Role): void {
      if (role.name !== "stopping") role = { name, since: performance.now() };
    },

    /**
     * Listens, when an address is set.
     *
     * @returns the address to call, like http://127.0.0.1:9090; null when none is set.
     */
    async start(): Promise<string | null> {
      if (!deps.address) return null;
      metrics.watchProcess();
      return server.listen(deps.address);
    },

    async stop(): Promise<void> {
      await server.close();
    },
  };
}

export type Operations = ReturnType<typeof createOperations>;
