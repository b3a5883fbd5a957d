import { enqueue } from "../../../src/delivery/index.ts";
import type { SandboxMessage } from "../../../src/sandbox/index.ts";
import type { Verdict } from "../checker/check.ts";
import { textOf } from "../checker/calls.ts";
import type { StartOptions } from "./bots.ts";
import type { Scene } from "./scene.ts";
import {
  killedWhileAsking,
  lastAnswer,
  level,
  patience,
  showings,
  someone,
  talk,
} from "./story.ts";
import { answer, ask, first, goOn, newAnswer } from "./talk.ts";
import { until } from "./until.ts";

/** A story in which one fault, were it there, would show. */
export interface Scenario {
  /** The planted bug that it is about. */
  plant: string;
  /** @param how the bot starts: with the bug, or without. */
  play(scene: Scene, how: StartOptions): Promise<void>;
  /** How often the promise was broken. */
  breaches(scene: Scene, verdict: Verdict): number;
}

export const scenarios: Scenario[] = [
  // first, while both groups have counted equally far
  {
    plant: "bare-message-id",
    async play(scene, how) {
      await scene.lead(how);
      const [one, two] = scene.town.desks.filter(({ workplace }) => workplace === "plain group");
      const colleague = one && first(one);
      if (!two?.group || !colleague) throw new Error("There are two groups.");
      // somebody who works in two centers
      two.group.addMember(colleague.person);
      await scene.database.prisma.person.update({
        where: { telegramId: colleague.person.id },
        data: {
          assignments: { create: { role: "coordinator", center: { connect: { code: two.code } } } },
        },
      });
      await level(colleague, [one.group, two.group]);
      const asked = [one, { ...two, colleagues: [colleague] }].map(async (desk) => {
        const author = scene.town.authors.find((other) => other.desk.code === desk.code);
        if (!author) throw new Error("Somebody has to ask.");
        return { desk, author, card: await ask(scene.diary, author) };
      });
      for (const { desk, author, card } of await Promise.all(asked))
        await answer(scene.diary, desk, author, card);
    },
    breaches: (_scene, { misdelivered }) => misdelivered.length,
  },
  {
    plant: "naive-reply-check",
    async play(scene, how) {
      await scene.lead(how);
      const { author, desk } = someone(scene, "topics");
      const card = await ask(scene.diary, author);
      await talk(scene, desk, card.message_thread_id);
    },
    breaches: (_scene, { misdelivered }) => misdelivered.length,
  },
  {
    plant: "pairs-rewritten-at-migration",
    async play(scene, how) {
      await scene.lead(how);
      const { author, desk } = someone(scene, "basic group");
      const card = await ask(scene.diary, author);
      const moved = desk.group?.migrate();
      if (!moved) throw new Error("There is no group.");
      for (const { desks } of scene.town.belongings)
        if (desks.includes(moved.from)) desks.push(moved.to);
      const colleague = first(desk);
      await colleague.person.sees("Вопрос №", { chat: moved.to, ...patience });
      // the new chat comes to the number that the card had in the old one
      let reached: SandboxMessage | undefined;
      while ((reached?.message_id ?? 0) < card.message_id)
        reached = await colleague.person.write("…", { chat: moved.to });
      await talk(scene, desk, undefined, reached);
    },
    breaches: (_scene, { misdelivered }) => misdelivered.length,
  },
  {
    plant: "offset-before-commit",
    play: (scene, how) => killedWhileAsking(scene, how, "before-inbox"),
    breaches: (_scene, { lost }) => lost.length,
  },
  {
    plant: "checkpoint-at-fetch",
    play: (scene, how) => killedWhileAsking(scene, how, "kept"),
    breaches: (_scene, { lost }) => lost.length,
  },
  {
    plant: "cause-not-consulted",
    play: (scene, how) => killedWhileAsking(scene, how, "handled"),
    breaches: (_scene, { doubled }) => doubled.length,
  },
  {
    plant: "retry-on-time-out",
    async play(scene, how) {
      await scene.lead(how);
      const { author, desk } = someone(scene, "plain group");
      const card = await ask(scene.diary, author);
      const marker = newAnswer(scene.diary, desk);
      scene.sandbox.faults.next(
        (_method, params) => textOf(params).includes(marker),
        "reset after",
      );
      await answer(scene.diary, desk, author, card, marker);
      await author.person.sees(marker, patience);
    },
    breaches: (_scene, { doubled }) => doubled.length,
  },
  {
    plant: "lane-freed-too-early",
    async play(scene, how) {
      await scene.lead(how);
      const { author, desk } = someone(scene, "plain group");
      const card = await ask(scene.diary, author);
      const marker = await answer(scene.diary, desk, author, card);
      const answered = await author.person.sees(marker, patience);
      for (let count = 0; count < 12; count += 1) await goOn(scene.diary, author, answered);
    },
    breaches: (_scene, { outOfOrder }) => outOfOrder.length,
  },
  {
    plant: "window-edge-burst",
    async play(scene, how) {
      const perSecond = 5;
      await scene.lead({ ...how, environment: { SENDS_PER_SECOND: String(perSecond) } });
      await scene.calm();
      scene.sandbox.flood.clear();
      scene.sandbox.flood.set({ perSecond, refuses: false, slack: 20 });
      const people = scene.town.authors.map(({ person }) => person.id);
      await scene.database.prisma.$transaction((transaction) =>
        enqueue(
          transaction,
          [1, 2].flatMap((round) =>
            people.map((chatId) => ({
              key: `burst:${chatId}:${round}`,
              chatId,
              method: "sendMessage",
              params: { text: `Здравствуйте, ${round}` },
            })),
          ),
        ),
      );
      await scene.calm();
      scene.sandbox.flood.set(null);
    },
    breaches: ({ sandbox }) => sandbox.flood.violations().length,
  },
  {
    plant: "no-lock-check",
    async play(scene, how) {
      const { author, desk } = someone(scene, "plain group");
      const plants = [...(how.plants ?? []), "impatience"];
      await scene.lead(how);
      const card = await ask(scene.diary, author);
      await scene.calm();
      await scene.bots.killAll();
      const marker = newAnswer(scene.diary, desk);
      // stands still between its claim and the look at its lock
      const frozen = await scene.lead({
        plants: [...plants, "claimed"],
        crash: `claimed:${marker}:SIGSTOP`,
      });
      const standby = scene.bots.start({ plants });
      await answer(scene.diary, desk, author, card, marker);
      const hasTakenOver = async () => (await scene.bots.leader(scene.database)) === standby;
      await until(hasTakenOver, 40_000, "nobody took over from a frozen leader");
      await author.person.sees(marker, patience);
      frozen.signal("SIGCONT");
      await scene.calm();
    },
    // the frozen process had not begun the call: only the one that took over may make it
    breaches: (scene) => showings(scene, lastAnswer(scene)) - 1,
  },
  {
    plant: "lead-released-too-early",
    async play(scene, how) {
      const { author, desk } = someone(scene, "plain group");
      const leader = await scene.lead(how);
      const card = await ask(scene.diary, author);
      await scene.calm();
      const standby = scene.bots.start(how);
      await until(() => standby.output().includes("standing by"), 30_000, "nobody stands by");
      const marker = newAnswer(scene.diary, desk);
      scene.sandbox.faults.next((_method, params) => textOf(params).includes(marker), {
        delay: 1500,
      });
      await answer(scene.diary, desk, author, card, marker);
      await author.person.sees(marker, patience);
      leader.signal("SIGTERM");
      await leader.exited;
    },
    // an end in peace leaves nothing unknown, and so nothing to be repeated
    breaches: (scene) => showings(scene, lastAnswer(scene)) - 1,
  },
];
