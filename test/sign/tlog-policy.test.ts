// What a trust root asks of its log, as C2SP tlog-policy: read by a strict parser of that page, it asks for the same.

import { describe, expect, test } from "vitest";
import { encodeTrustRoot, encodeUtf8, parseTrustRoot, requiredKeys } from "../../src/format/index.ts";
import { encodePolicy } from "../../src/sign/index.ts";
import { logKey, rootKey, trustRoot } from "../format/examples.ts";
import { testKey } from "../format/test-keys.ts";
import { isEnough, rootWith, spreads, subsetsOf } from "./log-roots.ts";
import { parsePolicy } from "./policy-parser.ts";

const sha256 = "7".repeat(64);
const policyOf = (root: Parameters<typeof encodePolicy>[0]) => parsePolicy(encodeUtf8(encodePolicy(root, sha256)));

describe("the policy of a trust root", () => {
  test("of the specification's example, line for line", () => {
    const root = {
      ...trustRoot,
      groups: trustRoot.groups.map((each) => ({ ...each, threshold: each.members.length })),
    };
    expect(encodePolicy(root, sha256)).toBe(`# zegel/trust-root version 1
# SHA-256 of its text: ${sha256}
log log.example/zegel+7e141da3+AVyVCG1jddHwkO546DBOBA8XiidqCrl7CxW5RSTGo4Vf
witness holder:Getuige-F test-only/witness-f+21fec6c1+BORIXHf617CEjok2MTbxLIEEnnIkz2XQWON1q8wWXhlo
witness holder:Getuige-G test-only/witness-g+aac6587b+BJ7tA0BMweU9jS1q7tH2AGw/Y3mrQSlTSXayAjG1yTt/
group organisation:VNG 1 holder:Getuige-F
group organisation:Krant 1 holder:Getuige-G
group checkpoint 2 organisation:VNG organisation:Krant
quorum checkpoint
`);
  });

  test("any set of witnesses is enough for it exactly when it is enough for the trust root", () => {
    const seen = { enough: 0, short: 0 };
    for (const [organisations, threshold] of spreads()) {
      const root = rootWith(organisations, threshold);
      const { isMet } = policyOf(root);
      for (const some of subsetsOf(requiredKeys(root, "checkpoint").keys)) {
        const wanted = isEnough(root, some);
        if (isMet(new Set(some.map(({ vkey }) => vkey.raw))) !== wanted)
          throw new Error(`${threshold} of ${organisations}: ${some.map(({ organisation }) => organisation)}`);
        seen[wanted ? "enough" : "short"]++;
      }
    }
    expect(Math.min(seen.enough, seen.short)).toBeGreaterThan(500);
  });

  test("holds the log and the witnesses that count, and no others", () => {
    const root = rootWith(["VNG", "VNG", "Krant"], 2);
    const outside = rootKey(testKey("test-only/outside", 4), "witness", "Buiten", "Omroep");
    const { logs, witnesses } = policyOf({ ...root, keys: [...root.keys, outside] });
    expect(logs).toEqual([logKey.vkey]);
    expect([...witnesses.values()].map(({ name }) => name)).toEqual(
      ["00", "01", "02"].map((number) => `test-only/witness-${number}`),
    );
  });

  test("as many witnesses as a trust root can hold, holders and organisations of one name, words of the format as names", () => {
    const names = ["none", "all", "any", "log", "witness", "group", "quorum", "checkpoint", "Universiteit-Één"];
    const organisations = [...names, ...Array.from({ length: 51 }, (_, i) => `Organisatie-${i}`)];
    const root = rootWith(organisations, 31);
    const keys = root.keys.map((key) => (key.role === "witness" ? { ...key, holder: key.organisation } : key));
    const whole = parseTrustRoot(encodeTrustRoot({ ...root, keys }));
    expect([whole.keys.length, policyOf(whole).witnesses.size]).toEqual([64, 60]);
  });

  test("a root that asks for no witnesses has a quorum of none", () => {
    const { witnesses, isMet, logs } = policyOf(
      rootWith(["VNG"], 1, { requires: { ...trustRoot.requires, rebuild: undefined, checkpoint: undefined } }),
    );
    expect([logs.length, witnesses.size, isMet(new Set())]).toEqual([1, 0, true]);
  });

  test("a root without a log, or whose log key others would not know, is refused", () => {
    const root = rootWith(["VNG", "Krant"], 1);
    const { keys, requires } = root;
    const none = { keys: keys.filter(({ role }) => role !== "log"), requires: { ...requires, checkpoint: undefined } };
    expect(() => encodePolicy({ ...root, ...none, logOrigin: undefined }, sha256)).toThrow(
      /expected a trust root with a log/,
    );
    expect(() => encodePolicy({ ...root, logOrigin: "log.example/other" }, sha256)).toThrow(/log\.example\/other/);
    expect(policyOf(root).logs).toEqual([logKey.vkey]);
  });
});

describe("the parser of this test is as strict as the page", () => {
  const [f, g] = requiredKeys(rootWith(["VNG", "Krant"], 1), "checkpoint").keys.map(
    ({ vkey }) =>
      encodePolicy(rootWith(["VNG", "Krant"], 1), sha256)
        .split("\n")
        .find((line) => line.includes(vkey.name))
        ?.split(" ")[2],
  ) as [string, string];
  const parse = (text: string) => parsePolicy(encodeUtf8(text));
  const good = `witness F ${f}\nwitness G ${g} https://g.example/\n\n\t# é\n  group any-of any F\tG \nquorum any-of\n`;

  test("it takes what the page allows", () => {
    expect(parse(good).isMet(new Set())).toBe(false);
    expect(parse("quorum none\n").isMet(new Set())).toBe(true);
    expect(parse(`witness F ${f}\nquorum F\n`).witnesses.size).toBe(1);
  });

  test.each([
    ["no quorum", `witness F ${f}\n`],
    ["two quorums", "quorum none\nquorum none\n"],
    ["a quorum before its group", `witness F ${f}\nquorum all-of\ngroup all-of all F\n`],
    ["a witness twice", `witness F ${f}\nwitness G ${f}\nquorum none\n`],
    ["a name twice", `witness F ${f}\nwitness F ${g}\nquorum none\n`],
    ["a witness called none", `witness none ${f}\nquorum none\n`],
    ["a group without members", `witness F ${f}\ngroup x 1\nquorum none\n`],
    ["a threshold above its members", `witness F ${f}\ngroup x 2 F\nquorum x\n`],
    ["a threshold of 0", `witness F ${f}\ngroup x 0 F\nquorum x\n`],
    ["a member twice", `witness F ${f}\ngroup x 1 F\ngroup y 1 F x\nquorum y\n`],
    ["none as a member", "group x 1 none\nquorum x\n"],
    [
      "a log's key as a witness",
      `witness L ${encodePolicy(rootWith(["VNG"], 1), sha256)
        .split("\n")[2]
        ?.slice(4)}\nquorum L\n`,
    ],
    ["a word that is none", "quorums none\n"],
    ["a carriage return", "quorum none\r\n"],
    ["no line feed at the end", "quorum none"],
  ])("and refuses %s", (_name, text) => {
    expect(() => parse(text)).toThrow();
  });
});
