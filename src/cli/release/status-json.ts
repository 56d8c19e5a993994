// A judged folder for programs. docs/spec/release-folder.md, "JSON"

import { encodeZegelcode } from "../../format/index.ts";
import {
  commandLine,
  type JudgedFolder,
  kindOf,
  type Next,
  type RegisterPlace,
  type ReleaseFolder,
  sayFinding,
} from "../../release-folder/index.ts";
import type { Language } from "../../words/language.ts";

export function statusInJson(
  folder: ReleaseFolder,
  { steps, outcome, releases }: JudgedFolder,
  next: Next | undefined,
  language: Language,
) {
  return {
    outcome,
    isFull: folder.measured !== undefined,
    stopped: folder.stopped ?? null,
    release: folder.description?.choice ?? null,
    discs: releases.map(({ disc, release, sha256 }) => ({
      disc,
      releaseSha256: sha256,
      imageSha256: release.imageSha256,
      zegelcode: encodeZegelcode(sha256),
    })),
    steps: steps.map(({ name, state, findings }) => ({
      name,
      state,
      findings: findings.map((finding) => ({
        code: finding.code,
        is: kindOf(finding),
        values: finding.values,
        text: sayFinding(finding, language),
      })),
    })),
    next: next === undefined ? null : nextInJson(next),
    register: folder.register === undefined ? null : registerInJson(folder.register, language),
  };
}

function registerInJson({ path, register }: RegisterPlace, language: Language) {
  if ("fault" in register) return { path, fault: register.fault[language] };
  const { name, ...counted } = register;
  return { path, name: name ?? null, ...counted };
}

function nextInJson({ step, who, people, commands, plain }: Next) {
  const names = people.map(({ vkey }) => vkey.name);
  return { step, who, people: names, commands: commands.map(commandLine), plain: plain.map(commandLine) };
}
