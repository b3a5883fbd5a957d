const press =
  "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f " +
  "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya";

/** What each system writes differently from the press. */
const systems: Record<string, string> = {
  "the press": "",
  "the press with soft signs": "ь='",
  "a passport": "ё=e й=i ъ=ie ю=iu я=ia",
  "GOST 7.79 B": "й=j х=x ц=cz щ=shh ъ=`` ы=y' ь=` э=e'",
  "ISO 9": "ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=ŝ э=è ю=û я=â ь='",
  "a phone in a hurry": "ё=e ж=j х=h ц=c щ=sch ю=u",
};

/** How people write Russian names in Latin letters, by the system they follow. */
export const latinSystems: [string, (text: string) => string][] = [
  ...Object.entries(systems).map(([name, differences]): [string, (text: string) => string] => [
    name,
    writer(`${press} ${differences}`),
  ]),
  ["short endings", (text) => writer(press)(text.replace(/(ый|ий)(?=$|[^а-яё])/gi, "ы"))],
];

function writer(spelling: string): (text: string) => string {
  const letters = new Map(
    spelling
      .trim()
      .split(" ")
      .map((pair): [string, string] => [pair.charAt(0), pair.slice(2)]),
  );
  return (text) =>
    Array.from(text.toLowerCase(), (letter) => letters.get(letter) ?? letter).join("");
}
