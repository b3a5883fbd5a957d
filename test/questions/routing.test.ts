import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Directory,
  type DirectoryCenter,
  type SupportKind,
  supportKinds,
} from "../../src/centers/index.ts";
import { routeQuestion, type RouteRequest } from "../../src/questions/routing.ts";

const oldClaim = new Date("2020-03-01T00:00:00Z");
const newClaim = new Date("2024-09-01T00:00:00Z");
const shadrinsk = { code: "kurgan.shadrinsk", regionCode: "kurgan" };

function center(id: string, rest: Partial<DirectoryCenter> = {}): DirectoryCenter {
  return {
    id,
    code: id,
    type: "municipal",
    name: `Центр ${id}`,
    nameShort: id,
    parentId: null,
    status: "active",
    kinds: [...supportKinds],
    phone: null,
    email: null,
    address: null,
    website: null,
    timezone: "Asia/Yekaterinburg",
    hours: {},
    answerDays: 2,
    showNames: false,
    territories: [],
    reachable: true,
    ...rest,
  };
}

function serves(...codes: string[]): DirectoryCenter["territories"] {
  return codes.map((code) => ({ code, since: oldClaim }));
}

const municipal = center("shadrinsk", {
  territories: serves("kurgan.shadrinsk"),
  kinds: ["financial", "informational", "consulting"],
});
const regional = center("kurgan", { type: "regional", territories: serves("kurgan") });
const interregional = center("ural", { type: "interregional", territories: serves("kurgan") });
const network: Directory = [interregional, regional, municipal];

function without(gone: DirectoryCenter, instead: Partial<DirectoryCenter>): Directory {
  return network.map((one) => (one.id === gone.id ? { ...one, ...instead } : one));
}

describe("where a question goes", () => {
  test("the municipal center that serves the territory and gives the kind", () => {
    expect(routeQuestion({ territory: shadrinsk, kind: "financial" }, network)).toEqual({
      centerId: "shadrinsk",
      reason: "municipal",
      contested: false,
    });
  });

  test("the regional center when the municipal one does not give the kind", () => {
    expect(routeQuestion({ territory: shadrinsk, kind: "methodological" }, network)).toEqual({
      centerId: "kurgan",
      reason: "regional",
      contested: false,
    });
  });

  test.each<[string, Partial<DirectoryCenter>]>([
    ["nobody can reach it", { reachable: false }],
    ["it is suspended", { status: "suspended" }],
    ["it is closed", { status: "closed" }],
    ["it serves another town", { territories: serves("kurgan.kurgan") }],
  ])("the regional center when the municipal one is no choice: %s", (_, instead) => {
    const route = routeQuestion({ territory: shadrinsk, kind: null }, without(municipal, instead));
    expect(route).toEqual({ centerId: "kurgan", reason: "regional", contested: false });
  });

  test("the interregional center when there is neither", () => {
    const request: RouteRequest = { territory: shadrinsk, kind: "financial" };
    expect(routeQuestion(request, [interregional])).toEqual({
      centerId: "ural",
      reason: "interregional",
      contested: false,
    });
  });

  test("the owners when nobody at all can be reached", () => {
    const silent = network.map((one) => ({ ...one, reachable: false }));
    expect(routeQuestion({ territory: shadrinsk, kind: null }, silent)).toEqual({
      centerId: null,
      reason: "no_center",
      contested: false,
    });
  });

  test("«Не знаю»: the lowest center that serves the territory, whatever it gives", () => {
    const narrow = without(municipal, { kinds: ["consulting"] });
    expect(routeQuestion({ territory: shadrinsk, kind: null }, narrow).centerId).toBe("shadrinsk");
  });

  test("«Я из другого региона»: the interregional center, marked", () => {
    expect(routeQuestion({ territory: null, kind: "financial" }, network)).toEqual({
      centerId: "ural",
      reason: "outside_region",
      contested: false,
    });
  });

  test("a regional center that serves single towns gets those only", () => {
    const narrow = without(regional, { territories: serves("kurgan.shadrinsk") }).filter(
      ({ id }) => id !== "shadrinsk",
    );
    const kurgan = { code: "kurgan.kurgan", regionCode: "kurgan" };
    expect(routeQuestion({ territory: shadrinsk, kind: null }, narrow).centerId).toBe("kurgan");
    expect(routeQuestion({ territory: kurgan, kind: null }, narrow).centerId).toBe("ural");
  });

  test("of two claims the older one, flagged", () => {
    const rival = center("rival", {
      territories: [{ code: "kurgan.shadrinsk", since: newClaim }],
    });
    const contested = { centerId: "shadrinsk", reason: "municipal", contested: true };
    const request: RouteRequest = { territory: shadrinsk, kind: "financial" };
    expect(routeQuestion(request, [rival, ...network])).toEqual(contested);
    expect(routeQuestion(request, [...network, rival])).toEqual(contested);
  });

  test("a rival that cannot take the question contests nothing", () => {
    const rival = { territories: [{ code: "kurgan.shadrinsk", since: newClaim }] };
    const request: RouteRequest = { territory: shadrinsk, kind: "financial" };
    for (const flaw of [
      { reachable: false },
      { status: "suspended" as const },
      { kinds: ["methodological" as const] },
    ])
      expect(
        routeQuestion(request, [center("rival", { ...rival, ...flaw }), ...network]).contested,
      ).toBe(false);
  });

  test("a partner authority is never given a question", () => {
    const partner = center("partner", {
      type: "partner",
      territories: serves("kurgan.shadrinsk", "kurgan"),
    });
    expect(routeQuestion({ territory: shadrinsk, kind: null }, [partner]).centerId).toBeNull();
  });
});

const regions = ["kurgan", "tyumen"];
const towns = regions.flatMap((region) => [`${region}.north`, `${region}.south`]);
const anyTerritory = fc.constantFrom(...towns).map((code) => ({
  code,
  regionCode: code.split(".")[0] ?? "",
}));
const anyRequest: fc.Arbitrary<RouteRequest> = fc.record({
  territory: fc.option(anyTerritory, { freq: 6 }),
  kind: fc.option(fc.constantFrom<SupportKind>(...supportKinds), { freq: 4 }),
});
const anyServed = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom(...towns, ...regions),
    since: fc.date({
      min: new Date("2015-01-01"),
      max: new Date("2026-01-01"),
      noInvalidDate: true,
    }),
  }),
  { selector: ({ code }) => code, maxLength: 4 },
);
const anyDirectory: fc.Arbitrary<Directory> = fc.uniqueArray(
  fc
    .record({
      id: fc.uuid(),
      type: fc.constantFrom<DirectoryCenter["type"]>(
        "interregional",
        "regional",
        "municipal",
        "partner",
      ),
      status: fc.constantFrom<DirectoryCenter["status"]>("active", "active", "suspended", "closed"),
      kinds: fc.subarray<SupportKind>([...supportKinds]),
      reachable: fc.boolean(),
      territories: anyServed,
    })
    .map(({ id, ...rest }) => center(id, rest)),
  { selector: ({ id }) => id, maxLength: 12 },
);

function isOpen({ status, reachable }: DirectoryCenter): boolean {
  return status === "active" && reachable;
}

/** When the center took on what the request is about; undefined when it never did. */
function claimOf(one: DirectoryCenter, { territory, kind }: RouteRequest): number | undefined {
  if (!territory || !isOpen(one)) return undefined;
  if (kind !== null && !one.kinds.includes(kind)) return undefined;
  const codes =
    one.type === "regional"
      ? [territory.code, territory.regionCode]
      : one.type === "municipal"
        ? [territory.code]
        : [];
  const since = one.territories
    .filter(({ code }) => codes.includes(code))
    .map((served) => served.since.getTime());
  return since.length > 0 ? Math.min(...since) : undefined;
}

function candidates(
  directory: Directory,
  request: RouteRequest,
  type: DirectoryCenter["type"],
): DirectoryCenter[] {
  return directory.filter((one) => one.type === type && claimOf(one, request) !== undefined);
}

describe("in any network", () => {
  const property = (check: (request: RouteRequest, directory: Directory) => void) =>
    fc.assert(fc.property(anyRequest, anyDirectory, check), { numRuns: 500 });

  test("a question has exactly one owner, or nobody can be reached", () => {
    property((request, directory) => {
      const { centerId, reason } = routeQuestion(request, directory);
      const owners = directory.filter(({ id }) => id === centerId);
      expect(owners).toHaveLength(reason === "no_center" ? 0 : 1);
      if (centerId !== null) return;
      expect(reason).toBe("no_center");
      expect(directory.some((one) => one.type === "interregional" && isOpen(one))).toBe(false);
    });
  });

  test("no question waits where nobody reads, or where its kind is not given", () => {
    property((request, directory) => {
      const { centerId } = routeQuestion(request, directory);
      const owner = directory.find(({ id }) => id === centerId);
      if (!owner) return;
      expect(isOpen(owner)).toBe(true);
      const asked = request.kind === null || owner.type === "interregional" ? [] : [request.kind];
      expect(owner.kinds).toEqual(expect.arrayContaining(asked));
    });
  });

  test("the nearest level that can take the question gets it", () => {
    property((request, directory) => {
      const { reason } = routeQuestion(request, directory);
      const [near, far] = (["municipal", "regional"] as const).map(
        (type) => candidates(directory, request, type).length > 0,
      );
      const highest = directory.some((one) => one.type === "interregional" && isOpen(one));
      const last = request.territory ? "interregional" : "outside_region";
      const expected = near ? "municipal" : far ? "regional" : highest ? last : "no_center";
      expect(reason).toBe(expected);
    });
  });

  test("the reason names the level of the owner", () => {
    property((request, directory) => {
      const { centerId, reason } = routeQuestion(request, directory);
      const owner = directory.find(({ id }) => id === centerId);
      if (!owner) return;
      expect(owner.type).toBe(reason === "outside_region" ? "interregional" : reason);
    });
  });

  test("the oldest claim wins, and a second one is flagged", () => {
    property((request, directory) => {
      const { centerId, reason, contested } = routeQuestion(request, directory);
      const claimed = reason === "municipal" || reason === "regional";
      const rivals = claimed ? candidates(directory, request, reason) : [];
      expect(contested).toBe(rivals.length > 1);
      if (!claimed) return;
      const oldest = Math.min(...rivals.map((one) => claimOf(one, request) ?? Infinity));
      const owner = rivals.find(({ id }) => id === centerId);
      expect(owner && claimOf(owner, request)).toBe(oldest);
    });
  });

  test("the order of the directory decides nothing", () => {
    const shuffled = anyDirectory.chain((directory) =>
      fc.tuple(
        fc.constant(directory),
        fc.shuffledSubarray(directory, { minLength: directory.length }),
      ),
    );
    fc.assert(
      fc.property(anyRequest, shuffled, (request, [one, other]) => {
        expect(routeQuestion(request, other)).toEqual(routeQuestion(request, one));
      }),
    );
  });
});
