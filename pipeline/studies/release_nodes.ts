import type { StudyNode } from "../engine/study.ts";
import { fetchStage } from "../stages/fetch.ts";
import { ingest, type IngestParams } from "../stages/ingest.ts";
import type { SourcePin } from "../stages/report/params.ts";
import { from } from "./links.ts";
import { fetchParams, releaseOf, type Sources } from "./sources.ts";

/** Said at the head of a report on data that the user pinned. */
export const OTHER_DATA =
  "The data are not the published release: their pins were replaced for this run, so a number that differs says nothing about the paper.";

/** Which release a study reads, and what of it. */
export interface ReleaseOptions {
  /** Its name in the sources, such as `"release-v1"`. */
  readonly release: string;
  /** Top-level paths, with `annotations` and `metadata.csv` among them. */
  readonly paths: readonly string[];
  /** How its annotations are read. */
  readonly ingest: IngestParams;
}

/** A release within a study. */
export interface ReleaseNodes {
  /** The nodes `fetch` and `ingest`. */
  readonly nodes: readonly StudyNode[];
  /** What the report says of its origin. */
  readonly pin: SourcePin;
}

/**
 * The beginning of a study of a release: its paths are fetched and its annotations
 * read.
 *
 * @throws {RangeError} If the sources lack the release or one of the paths.
 */
export function releaseNodes(
  sources: Sources,
  { release, paths, ingest: params }: ReleaseOptions,
): ReleaseNodes {
  const { repository, commit } = releaseOf(sources, release);
  const fetched = fetchParams(sources, release, paths);
  const { host, pathname } = new URL(repository);
  return {
    nodes: [
      {
        id: "fetch",
        stage: fetchStage(fetched.paths),
        params: fetched,
        hosts: [new URL(fetched.url).host],
        inputs: {},
      },
      {
        id: "ingest",
        stage: ingest,
        params,
        inputs: {
          annotations: from("fetch", "annotations"),
          metadata: from("fetch", "metadata.csv"),
        },
      },
    ],
    pin: {
      release: host + pathname,
      commit,
      paths: fetched.paths.map(({ path, id }) => ({ path, id })),
    },
  };
}
