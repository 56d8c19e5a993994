// A Debian kernel with our Linux executable and up to four CD drives, in QEMU without hardware help: a real ATAPI drive as far as Linux can tell.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { has, run } from "../tools.ts";
import { project } from "./packing.ts";

/** In the order in which they are loaded. */
const modules = [
  "drivers/scsi/scsi_common",
  "drivers/scsi/scsi_mod",
  "drivers/ata/libata",
  "drivers/ata/ata_piix",
  "drivers/cdrom/cdrom",
  "drivers/scsi/sr_mod",
  "fs/isofs/isofs",
];

export const hasGuest = ["qemu-system-x86_64", "busybox", "cpio", "dpkg", "apt-get"].map(has).every(Boolean);

/** Debian's newest cloud kernel, unpacked and not installed. It is a judge, not a part: its bytes are Debian's business. */
function kernelFolder(): string {
  const folder = join(project, ".tools/kernel");
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(join(project, ".tools/kernel-"));
  const depends = run("apt-cache", ["depends", "linux-image-cloud-amd64"]).stdout;
  const [, name = ""] = /Depends: (linux-image-\S+)/.exec(depends) ?? [];
  expect(run("apt-get", ["download", "-q", name], { cwd: work })).toMatchObject({ status: 0 });
  const [file = ""] = readdirSync(work).filter((entry) => entry.endsWith(".deb"));
  expect(run("dpkg", ["-x", file, "kernel"], { cwd: work })).toMatchObject({ status: 0 });
  renameSync(join(work, "kernel"), folder);
  rmSync(work, { recursive: true });
  return folder;
}

/** Writes `initrd.gz` and `vmlinuz` into `folder`: busybox, the modules, `program` with its libraries, and `script` as what is run. */
export function prepareGuest(folder: string, program: string, script: string): void {
  const kernel = kernelFolder();
  const tree = join(folder, "tree");
  for (const name of ["bin", "proc", "sys", "dev", "mnt", "modules"]) mkdirSync(join(tree, name), { recursive: true });
  copyFileSync("/bin/busybox", join(tree, "bin/busybox"));
  copyFileSync(program, join(tree, "bin/zegel-verify"));
  for (const [library] of run("ldd", [program]).stdout.matchAll(/\/\S+/g)) {
    mkdirSync(join(tree, dirname(library)), { recursive: true });
    copyFileSync(library, join(tree, library));
  }
  const [version = ""] = readdirSync(join(kernel, "lib/modules"));
  for (const [i, name] of modules.entries())
    copyFileSync(join(kernel, "lib/modules", version, "kernel", `${name}.ko`), join(tree, `modules/${i}.ko`));
  writeFileSync(join(tree, "init"), `${beginning}${script}\nbusybox poweroff -f\n`, { mode: 0o755 });
  const pack = "cd tree && find . | LC_ALL=C sort | cpio -o -H newc --quiet | gzip -1 > ../initrd.gz";
  expect(run("sh", ["-c", pack], { cwd: folder })).toMatchObject({ status: 0 });
  copyFileSync(join(kernel, `boot/vmlinuz-${version}`), join(folder, "vmlinuz"));
}

const beginning = `#!/bin/busybox sh
export PATH=/bin
busybox mount -t proc proc /proc
busybox mount -t sysfs sysfs /sys
busybox mount -t devtmpfs devtmpfs /dev
for module in /modules/*; do busybox insmod $module; done
until [ -e /dev/sr3 ]; do busybox sleep 0.2; done
tell() { echo; echo "<<< $1"; shift; "$@"; echo ">>> $?"; }
`;

/** A disc in a drive: an image, and the 512-byte units of it that cannot be read. None: an empty drive. */
export interface Drive {
  readonly image: string;
  readonly bad?: readonly number[];
}

/** Boots with these four drives (/dev/sr0 to /dev/sr3); what each `tell NAME command` of the script printed, and its exit code. */
export function boot(
  folder: string,
  drives: readonly (Drive | undefined)[],
): Record<string, { text: string; status: number }> {
  const options = drives.flatMap((drive, i) => {
    const place = `bus=ide.${Math.floor(i / 2)},unit=${i % 2}`;
    if (drive === undefined) return ["-device", `ide-cd,${place}`];
    const rules = (drive.bad ?? []).map(
      (unit) => `[inject-error]\nevent = "read_aio"\nerrno = "5"\nsector = "${unit}"\nonce = "off"\n`,
    );
    writeFileSync(join(folder, `bad${i}.conf`), rules.join("\n"));
    const file = `file.driver=blkdebug,file.config=bad${i}.conf,file.image.driver=file,file.image.filename=${drive.image}`;
    return [
      "-drive",
      `if=none,id=d${i},driver=raw,read-only=on,media=cdrom,${file}`,
      "-device",
      `ide-cd,drive=d${i},${place}`,
    ];
  });
  const machine = ["-M", "pc", "-accel", "tcg", "-m", "1024", "-nographic", "-no-reboot", "-nic", "none"];
  const kernel = ["-kernel", "vmlinuz", "-initrd", "initrd.gz", "-append", "console=ttyS0 quiet panic=-1"];
  const args = ["-k", "10", "900", "qemu-system-x86_64", ...machine, ...kernel, ...options];
  const { stdout, stderr, status } = run("timeout", args, { cwd: folder, input: "" });
  expect(status, stdout + stderr).toBe(0);
  const told = stdout.replaceAll("\r", "").matchAll(/^<<< (.*)\n([\s\S]*?)^>>> (\d+)$/gm);
  return Object.fromEntries([...told].map(([, name, text = "", code]) => [name, { text, status: Number(code) }]));
}
