package org.rapport.json;

import org.rapport.population.Campaign;
import org.rapport.population.Campaign.Measure;

/** What a campaign moved, as it is served. */
public final class CampaignJson {
  private CampaignJson() {}

  /** The answer's bytes. */
  public static byte[] bytes(Campaign campaign) {
    return JsonOut.objectBytes(
        out ->
            out.text("rulebase", campaign.rulebase().name())
                .text("version", campaign.rulebase().version())
                .instant("from", campaign.from())
                .instant("to", campaign.to())
                .object(
                    "touched",
                    fields ->
                        fields
                            .text("are", campaign.touchedAre())
                            .number("customers", campaign.touched()))
                .object(
                    "others",
                    fields ->
                        fields
                            .text("are", campaign.othersAre())
                            .number("customers", campaign.others()))
                .number("leftOut", campaign.leftOut())
                .text("label", campaign.label().words())
                .objects("measures", campaign.measures(), CampaignJson::measure));
  }

  private static void measure(JsonOut out, Measure measure) {
    out.text("measure", measure.name())
        .object(
            "touched",
            fields ->
                fields
                    .measure("before", measure.touchedBefore())
                    .measure("after", measure.touchedAfter()))
        .object(
            "others",
            fields ->
                fields
                    .measure("before", measure.othersBefore())
                    .measure("after", measure.othersAfter()));
    DifferenceJson.write(out, "aheadBefore", measure.head());
    DifferenceJson.write(out, "difference", measure.difference());
  }
}
