import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Action,
  type Assignment,
  may,
  rights,
  type Role,
  roles,
} from "../../src/access/index.ts";

const actions = Object.keys(rights) as Action[];

function scopeOf(action: Action, role: Role): "center" | "below" | "network" | undefined {
  const row: Partial<Record<Role, "center" | "below" | "network">> = rights[action];
  return row[role];
}

function as(role: Role, centerId: string | null): Assignment[] {
  return [{ role, centerId }];
}

const shadrinsk = ["shadrinsk", "kurgan", "ural"];

const anyAction = fc.constantFrom(...actions);
const anyRole = fc.constantFrom(...roles);
const anyCenter = fc.constantFrom("shadrinsk", "kurgan", "ural", "tyumen", "surgut");
const anyLineage = fc.uniqueArray(anyCenter, { maxLength: 4 });
const anyAssignment = fc.record({
  role: anyRole,
  centerId: fc.option(anyCenter, { freq: 4 }),
});
const anyAssignments = fc.array(anyAssignment, { maxLength: 4 });

describe("the table of rights", () => {
  test.each<[Action, Role, boolean]>([
    ["question.answer", "coordinator", true],
    ["question.answer", "head", true],
    ["question.answer", "owner", true],
    ["question.answer", "network_staff", false],
    ["question.claim", "network_staff", false],
    ["question.see", "network_staff", true],
    ["question.close", "coordinator", true],
    ["question.set-kind", "coordinator", true],
    ["answer.approve-sender", "coordinator", false],
    ["answer.approve-sender", "head", true],
    ["center.see", "coordinator", true],
    ["center.connect-group", "coordinator", false],
    ["center.connect-group", "head", true],
    ["center.invite-coordinator", "coordinator", false],
    ["center.invite-coordinator", "head", true],
    ["center.invite-head", "head", false],
    ["center.invite-head", "network_staff", true],
    ["network.invite-staff", "network_staff", false],
    ["network.invite-staff", "owner", true],
  ])("%s by a %s of the center itself: %s", (action, role, allowed) => {
    const centerId = role === "head" || role === "coordinator" ? "shadrinsk" : null;
    expect(may(as(role, centerId), action, shadrinsk)).toBe(allowed);
  });

  test("names every role somewhere, and no action that nobody may do", () => {
    for (const role of roles) expect(actions.some((action) => scopeOf(action, role))).toBe(true);
    expect(actions.filter((action) => Object.keys(rights[action]).length === 0)).toEqual([]);
  });

  test("gives the owner every right over the whole network", () => {
    expect(actions.filter((action) => scopeOf(action, "owner") !== "network")).toEqual([]);
  });

  test("gives a head whatever a coordinator has, at least as far", () => {
    const lacking = actions.filter(
      (action) => scopeOf(action, "coordinator") && !scopeOf(action, "head"),
    );
    expect(lacking).toEqual([]);
  });
});

describe("how far a right reaches", () => {
  test("a coordinator's right ends at the own center", () => {
    expect(may(as("coordinator", "kurgan"), "question.answer", ["kurgan", "ural"])).toBe(true);
    expect(may(as("coordinator", "kurgan"), "question.answer", shadrinsk)).toBe(false);
    expect(may(as("coordinator", "shadrinsk"), "question.answer", ["kurgan", "ural"])).toBe(false);
  });

  test("a head's right also covers the centers below, never those above or beside", () => {
    expect(may(as("head", "kurgan"), "question.answer", shadrinsk)).toBe(true);
    expect(may(as("head", "ural"), "question.answer", shadrinsk)).toBe(true);
    expect(may(as("head", "shadrinsk"), "question.answer", ["kurgan", "ural"])).toBe(false);
    expect(may(as("head", "tyumen"), "question.answer", shadrinsk)).toBe(false);
  });

  test("nobody without an assignment may do anything", () => {
    fc.assert(
      fc.property(anyAction, anyLineage, (action, lineage) => {
        expect(may([], action, lineage)).toBe(false);
      }),
    );
  });

  test("no right reaches outside of its scope", () => {
    fc.assert(
      fc.property(anyAssignments, anyAction, anyLineage, (assignments, action, lineage) => {
        const reached = assignments.some(({ role, centerId }) => {
          const scope = scopeOf(action, role);
          const above = centerId === null ? -1 : lineage.indexOf(centerId);
          if (scope === "network") return true;
          if (scope === "below") return above >= 0;
          return scope === "center" && above === 0;
        });
        expect(may(assignments, action, lineage)).toBe(reached);
      }),
    );
  });

  test("a right over the network holds for any center and for what belongs to none", () => {
    fc.assert(
      fc.property(anyAssignment, anyAction, anyLineage, ({ role, centerId }, action, lineage) => {
        fc.pre(scopeOf(action, role) === "network");
        expect(may(as(role, centerId), action, lineage)).toBe(true);
      }),
    );
  });

  test("what belongs to no center is left to rights over the network", () => {
    fc.assert(
      fc.property(anyAssignment, anyAction, ({ role, centerId }, action) => {
        const allowed = may(as(role, centerId), action, []);
        expect(allowed).toBe(scopeOf(action, role) === "network");
      }),
    );
  });

  test("another assignment never takes a right away", () => {
    fc.assert(
      fc.property(
        anyAssignments,
        anyAssignment,
        anyAction,
        anyLineage,
        (assignments, another, action, lineage) => {
          fc.pre(may(assignments, action, lineage));
          expect(may([another, ...assignments], action, lineage)).toBe(true);
        },
      ),
    );
  });

  test("a role that needs a center gives nothing without one", () => {
    const homeless = [...as("coordinator", null), ...as("head", null)];
    expect(actions.filter((action) => may(homeless, action, shadrinsk))).toEqual([]);
  });
});
