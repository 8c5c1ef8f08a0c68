// `npm start` is npm, a shell and scripts/start.mjs: ending one of them does not end the others.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const lookMs = 250;
const shells = /^-?(sh|ash|dash|bash|zsh|ksh|busybox)$/;

/**
 * Calls `ended` once, when npm is gone: it passes a signal to the shell, which dies of it and passes nothing on, and
 * `kill -9` it cannot even pass on. Does nothing where npm has not started this process.
 *
 * @param {() => void} ended
 */
export function whenNpmEnds(ended) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const { name, parent: above } = lookAt(parent) ?? {};
  const npm = name !== undefined && shells.test(name) ? above : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm, parent))) return;
    clearInterval(timer);
    ended();
  }, lookMs).unref();
}

/** A zombie process has no children any more. */
function isAlive(npm, child) {
  if (process.platform === "linux") return lookAt(child)?.parent === npm;
  try {
    return process.kill(npm, 0);
  } catch {
    return false;
  }
}

/** @returns {{ name: string, parent: number } | undefined} */
function lookAt(pid) {
  try {
    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name is in brackets, and may have some itself.
    const text = process.platform === "linux" ? readFileSync(`/proc/${pid}/stat`, "utf8") : ps(pid);
    const [, name, parent] = /\((.*)\) (?:\S )?(\d+)/s.exec(text) ?? [];
    return name === undefined ? undefined : { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function ps(pid) {
  const output = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [, parent, command = ""] = /^\s*(\d+)\s+(.*)$/m.exec(output) ?? [];
  return `(${command.split("/").at(-1)?.trim()}) ${parent}`;
}
