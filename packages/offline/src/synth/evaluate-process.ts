import { fork } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sourceUrl } from "../own-code.ts";
import { type Evaluation, SynthError } from "./evaluation.ts";
import { graphStage, stageEnvironment } from "./stage-environment.ts";

/** The child process's single message. */
export type Answer = { evaluation: Evaluation } | { error: string };

/**
 * Evaluates `sst.config.ts` in a separate process, which sees only the secrets' placeholders, so that the result can be
 * committed.
 *
 * @returns what was registered, and what the user's files printed
 * @throws SynthError with what is wrong in the user's files, and where
 */
export async function evaluateInProcess(
  root: string,
  platform: string,
  stage = graphStage,
): Promise<{ evaluation: Evaluation; printed: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "synth-"));
  try {
    await symlink(path.join(platform, "node_modules"), path.join(folder, "node_modules"), "junction");
    const workspace = path.join(folder, "work");
    await mkdir(workspace);
    return await runChild(root, platform, workspace, stage);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runChild(root: string, platform: string, workspace: string, stage: string) {
  const child = fork(fileURLToPath(sourceUrl("synth/evaluate-child.ts")), [root, platform, workspace, stage], {
    cwd: root,
    env: await stageEnvironment(root, stage),
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let printed = "";
  child.stdout?.on("data", (text) => {
    printed += text;
  });
  child.stderr?.on("data", (text) => {
    printed += text;
  });
  let answer: Answer | undefined;
  child.on("message", (message) => {
    answer = message as Answer;
  });
  const code = await new Promise<number | null>((closed, failed) => child.on("close", closed).on("error", failed));

  if (!answer) {
    throw new SynthError(
      `sst.config.ts ended early (exit code ${code}): a value it waits for is never set.\n${printed}`.trim(),
    );
  }
  if ("error" in answer) throw new SynthError([answer.error, printed].join("\n").trim());
  return { evaluation: answer.evaluation, printed };
}
