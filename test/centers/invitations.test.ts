import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDirectory, type TestDirectory } from "./directory.ts";

describe("invitations", () => {
  let directory: TestDirectory;
  beforeAll(async () => {
    directory = await startDirectory();
  });
  afterAll(() => directory.close());

  async function invite(by: number, role: "head" | "coordinator" | "network_staff", code?: string) {
    const outcome = await directory.createInvitation({
      cause: directory.cause(),
      actor: await directory.actor(by),
      invitation: {
        purpose: "staff",
        role,
        centerId: code ? await directory.centerId(code) : null,
      },
    });
    return outcome.kind === "created" ? outcome.token : outcome.kind;
  }

  const accept = (token: string, telegramId: number, cause = directory.cause()) =>
    directory.acceptInvitation({ cause, token, person: { telegramId, name: "Пётр Орлов" } });

  test("the first owner joins through the link that the start prints, the newest only", async () => {
    const older = await directory.inviteFirstOwner(directory.cause());
    const newer = await directory.inviteFirstOwner(directory.cause());
    expect(await accept(older ?? "", 1)).toEqual({ kind: "expired" });
    expect(await accept(newer ?? "", 1)).toEqual({ kind: "joined", role: "owner", center: null });
    expect(await directory.inviteFirstOwner(directory.cause())).toBeNull();
  });

  test("owners from the settings are made once", async () => {
    const ensure = () =>
      directory.ensureOwners({ cause: directory.cause(), telegramIds: [2, 3], name: "владелец" });
    expect(await ensure()).toEqual({ kind: "ensured", added: 2 });
    expect(await ensure()).toEqual({ kind: "ensured", added: 0 });
    expect((await directory.actor(2)).assignments).toEqual([{ role: "owner", centerId: null }]);
  });

  test("work once, and the person becomes known", async () => {
    const token = await invite(1, "head", "shadrinsk");
    const centerId = await directory.centerId("shadrinsk");
    const cause = directory.cause();
    const joined = { kind: "joined", role: "head", center: { id: centerId, name: "РЦ Шадринска" } };
    expect(await accept(token, 10, cause)).toEqual(joined);
    expect(directory.madeReachable).toContain(cause);
    // the same update once more, then somebody else
    expect(await accept(token, 10, cause)).toEqual(joined);
    expect(await accept(token, 11)).toEqual({ kind: "used" });
    expect(await directory.actor(10)).toMatchObject({
      name: "Пётр Орлов",
      assignments: [{ role: "head", centerId }],
    });
  });

  test("of two who open one link at the same moment, one joins", async () => {
    const token = await invite(1, "coordinator", "miass");
    const outcomes = await Promise.all([20, 21, 22].map((id) => accept(token, id)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["joined", "used", "used"]);
  });

  test("expire after seven days", async () => {
    const token = await invite(1, "coordinator", "shadrinsk");
    directory.pass(7 * 24);
    expect(await accept(token, 12)).toEqual({ kind: "expired" });
    expect((await directory.actor(12)).assignments).toEqual([]);
  });

  test("of invented tokens do nothing", async () => {
    expect(await accept("x".repeat(32), 12)).toEqual({ kind: "unknown" });
  });

  test("for a role that the person has already say so", async () => {
    const token = await invite(1, "head", "shadrinsk");
    expect(await accept(token, 10)).toMatchObject({ kind: "already" });
    expect((await directory.actor(10)).assignments).toHaveLength(1);
  });

  test("are given only as far as one's rights reach", async () => {
    expect(await invite(10, "coordinator", "shadrinsk")).toHaveLength(32);
    expect(await invite(10, "head", "shadrinsk")).toBe("forbidden");
    expect(await invite(10, "coordinator", "irbit")).toBe("forbidden");
    expect(await invite(10, "network_staff")).toBe("forbidden");
    expect(await invite(99, "coordinator", "shadrinsk")).toBe("forbidden");
    await directory.appoint(40, "coordinator", "shadrinsk");
    expect(await invite(40, "coordinator", "shadrinsk")).toBe("forbidden");
    await directory.appoint(41, "head", "kurgan");
    expect(await invite(41, "coordinator", "almenevo")).toHaveLength(32);
    await directory.appoint(42, "network_staff");
    expect(await invite(42, "head", "almenevo")).toHaveLength(32);
    expect(await invite(42, "network_staff")).toBe("forbidden");
    expect(await invite(1, "network_staff")).toHaveLength(32);
  });

  test("belong where the role belongs", async () => {
    expect(await invite(1, "head")).toBe("forbidden");
    expect(await invite(1, "network_staff", "shadrinsk")).toBe("forbidden");
  });

  test("leave no token in the database, also when an update comes twice", async () => {
    const input = {
      cause: directory.cause(),
      actor: await directory.actor(1),
      invitation: {
        purpose: "staff" as const,
        role: "coordinator" as const,
        centerId: await directory.centerId("tobolsk"),
      },
    };
    const first = await directory.createInvitation(input);
    const again = await directory.createInvitation(input);
    if (first.kind !== "created" || again.kind !== "created") throw new Error("not created");
    const [performed, invitations] = await Promise.all([
      directory.prisma.performed.findMany(),
      directory.prisma.invitation.findMany(),
    ]);
    const stored = JSON.stringify([performed, invitations], (_, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    expect(stored).not.toContain(first.token);
    expect(stored).not.toContain(again.token);
    expect(await accept(first.token, 50)).toEqual({ kind: "unknown" });
    expect(await accept(again.token, 50)).toMatchObject({ kind: "joined" });
  });

  test("everything is in the log of what staff did", async () => {
    const log = await directory.prisma.staffLog.findMany({
      where: { action: "invitation.accept" },
    });
    expect(log.length).toBeGreaterThanOrEqual(4);
  });

  test("a head lets a colleague answer who was never invited", async () => {
    const centerId = await directory.centerId("shadrinsk");
    const colleague = { telegramId: 60, name: "Ольга" };
    const approve = async (by: number) =>
      directory.approveColleague({
        cause: directory.cause(),
        actor: await directory.actor(by),
        centerId,
        colleague,
      });
    expect(await approve(40)).toEqual({ kind: "forbidden" });
    expect(await approve(10)).toMatchObject({ kind: "approved" });
    expect(await approve(10)).toMatchObject({ kind: "already" });
    expect((await directory.actor(60)).assignments).toEqual([{ role: "coordinator", centerId }]);
  });
});
