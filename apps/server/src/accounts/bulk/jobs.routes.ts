import * as contract from "@sallyport/contract/jobs";
import { type Place, serve, serveFile } from "../../http/serve.ts";
import type { KeyAccount, SessionAccount } from "../parts.ts";
import * as control from "./control-jobs.ts";
import { jobReport } from "./job-report.ts";
import * as view from "./view-jobs.ts";

export function jobRoutes(place: Place<SessionAccount, KeyAccount>, parts: view.JobsParts): void {
  serve(place, contract.listJobs, ({ query, ...actor }) => view.listJobs(parts, actor, query));
  serve(place, contract.showJob, ({ params, ...actor }) => view.showJob(parts, actor, params));
  serve(place, contract.listJobRows, ({ params, query, ...actor }) =>
    view.listJobRows(parts, actor, { ...query, ...params }),
  );
  serveFile(place, contract.jobReport, ({ params, ...actor }) => jobReport(parts, actor, params));
  serve(place, contract.confirmJob, ({ params, body, ...actor }) =>
    control.confirmJob(parts, actor, { ...body, ...params }),
  );
  serve(place, contract.pauseJob, ({ params, ...actor }) => control.pauseJob(parts, actor, params));
  serve(place, contract.resumeJob, ({ params, ...actor }) => control.resumeJob(parts, actor, params));
  serve(place, contract.endJob, ({ params, ...actor }) => control.endJob(parts, actor, params));
}
