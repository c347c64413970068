import { buildNetwork } from "../../models/architectures/build_network.ts";
import {
  checkNetwork,
  type Verdict,
} from "../../models/architectures/comparing/check_network.ts";
import { PAPER_NETWORKS } from "../../models/architectures/paper_networks.ts";
import type { NetworkPlan } from "../../models/architectures/plan/network_plan.ts";

/** Builds a network and checks whether it is the paper's of its name, or another. */
export function checkPlan(
  plan: NetworkPlan,
  expected = plan.name as keyof typeof PAPER_NETWORKS,
): Verdict {
  return checkNetwork(buildNetwork(plan), PAPER_NETWORKS[expected]);
}
