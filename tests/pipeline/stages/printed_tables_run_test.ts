import assert from "node:assert/strict";
import { printedTables } from "../../../pipeline/stages/printed_tables.ts";
import type { PrintedTable } from "../../../pipeline/stages/printed_tables.ts";
import { run } from "../../../pipeline/stages/printed_tables_run.ts";
import { BenchmarkFiles } from "../../support/benchmark_files.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

async function printed(table: PrintedTable): Promise<string[]> {
  return await withFolder(async (folder) => {
    const files = new BenchmarkFiles(folder);
    const io = stageIO(folder, {
      params: { tables: [table] },
      inputs: {
        diagnosis: await files.lines(
          "wiring,subject,run,row,column,statistic,value",
          "w,net,,Acne,f1,mean,0.5",
          "w,net,,Acne,f1,n,2",
          "w,net,,,accuracy,mean,0.25",
          "w,net,net-0,Acne,f1,value,0.75",
          "w,web,,Acne,f1,mean,1",
          "v,net,,Acne,f1,mean,0",
        ),
        explanation: await files.lines(
          "reading,subject,run,row,column,statistic,value",
          "w,net,,Papule,sensitivity,mean,0.5",
          "w,net,,Papule,sensitivity,undefined,3",
          "w,net,,Papule,iou,mean,0.25",
          "w,net,,Papule,outlines,count,7",
          "w,net,,union,specificity,std,0.125",
          "w,net,net-0,union,f1,value,1",
          "w,centre,,union,f1,mean,1",
        ),
      },
      outputs: outputsOf(printedTables),
    });
    await run(io);
    const text = await Deno.readTextFile(io.output(table.port));
    return text.trim().split("\n").slice(1);
  });
}

Deno.test("run() of printed_tables takes a wiring's summary by class", async () => {
  assert.deepEqual(
    await printed({
      port: "table5a",
      from: "diagnosis",
      reading: "w",
      subject: "net",
    }),
    ["Acne,f1,mean,0.5", "Acne,f1,n,2"],
  );
});

Deno.test("run() of printed_tables takes what the paper has of a reading", async () => {
  assert.deepEqual(
    await printed({
      port: "table6b_corrected",
      from: "explanation",
      reading: "w",
      subject: "net",
    }),
    ["Papule,sensitivity,mean,0.5", "Union,specificity,std,0.125"],
  );
});

Deno.test("run() of printed_tables refuses a table of nothing", async () => {
  await assert.rejects(
    printed({ port: "table5a", from: "diagnosis", reading: "x", subject: "n" }),
    {
      name: "RangeError",
      message:
        'Cannot write "table5a": the results have no "x" of "n": name others in the study',
    },
  );
});
