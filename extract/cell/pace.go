package cell

import "duban/schema"

// noPace is what a construction says that says nothing of the schedule, where a shorter one would: a negation of it.
const noPace schema.Pace = "none"

// pace says how the row is beside its schedule, where the text says it and does not contradict itself.
func (rd *reading) pace() (schema.Pace, *schema.PaceEvidence) {
	var pace schema.Pace
	var evidence *schema.PaceEvidence
	for i := range rd.verdicts {
		v := &rd.verdicts[i]
		if v.gift.of != saysPace {
			continue
		}
		said := schema.Pace(v.gift.value)
		if said == noPace {
			continue
		}
		if pace != "" && pace != said {
			return "", nil
		}
		if pace == "" {
			pace = said
			evidence = &schema.PaceEvidence{Field: rd.field, Column: rd.cellColumn(), Start: v.whole.start, End: v.whole.end,
				Text: rd.printed(v.whole.start, v.whole.end)}
		}
	}
	return pace, evidence
}
