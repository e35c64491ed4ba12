package org.rapport.http;

import org.rapport.audit.Auditing;
import org.rapport.decision.Callers;
import org.rapport.decision.Decider;
import org.rapport.decision.Drafts;
import org.rapport.decision.Erasing;
import org.rapport.decision.Impacts;
import org.rapport.decision.Intake;
import org.rapport.decision.Keys;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.Publishing;
import org.rapport.decision.Reading;
import org.rapport.decision.RulebaseChecking;
import org.rapport.decision.Shadows;
import org.rapport.decision.Understanding;

/** What the service serves. */
public record UseCases(
    Intake intake,
    Decider decider,
    Reading reading,
    PopulationReading population,
    LiveRulebases rulebases,
    RulebaseChecking checking,
    Callers callers,
    Keys keys,
    Understanding understanding,
    Auditing auditing,
    Erasing erasing,
    Drafts drafts,
    Publishing publishing,
    Impacts impacts,
    Shadows shadows) {}
