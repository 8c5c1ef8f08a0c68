// `npm test`: sets up what is missing, runs every check and test, and ends with their totals.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { addDatabaseEngine } from "./database-engine.mjs";
import { environment, installPackages, node24, root } from "./setup.mjs";

installPackages();
addDatabaseEngine();
run(node24, ["e2e/browser/install.ts"]);

const reports = mkdtempSync(path.join(tmpdir(), "donut-states-tests-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

const totals = [
  check("typecheck", "npm", ["run", "-s", "typecheck"]),
  check("lint", "npm", ["run", "-s", "lint"]),
  check("boundaries", "npm", ["run", "-s", "boundaries"]),
  check("nothing unused", "npm", ["run", "-s", "unused"]),
  check("store size", "npm", ["run", "-s", "size", "-w", "@donut/web"]),
  vitest(),
  playwright(),
];
const sum = (key) => totals.reduce((total, it) => total + it[key], 0);
const skipped = sum("skipped");
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

function vitest() {
  const file = path.join(reports, "vitest.json");
  title("unit, component, integration and graph tests");
  const status = run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const brokenFiles = report.testResults.filter((it) => it.status === "failed" && it.assertionResults.length === 0);
  const failed = report.numFailedTests + brokenFiles.length;
  // An error outside of any test fails the run without failing a test.
  return {
    passed: report.numPassedTests,
    failed: status === 0 ? failed : Math.max(1, failed),
    skipped: report.numPendingTests,
  };
}

function playwright() {
  const file = path.join(reports, "playwright.json");
  title("end-to-end tests");
  const status = run("playwright", ["test", "-c", "e2e", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = JSON.parse(readFileSync(file, "utf8")).stats;
  // A test that passes only on a retry is a failure: flaky tests are bugs.
  const failed = unexpected + flaky;
  return { passed: expected, failed: status === 0 ? failed : Math.max(1, failed), skipped };
}

function check(name, command, args) {
  title(name);
  const ok = run(command, args) === 0;
  console.log(ok ? "ok" : `${name} failed`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function title(text) {
  console.log(`\n── ${text} ──`);
}

/** @returns the exit code */
function run(command, args, env = {}) {
  return spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, ...env },
    shell: process.platform === "win32",
  }).status;
}
