import Music
import Recipes
import Songs

/// What is said of the song: by the singer, in the recipe or in the sheet; else by the listener.
struct HeardValue {
    let text: String
    let isHeard: Bool

    /// nil for a parameter that nobody listens for.
    init?(_ parameter: Parameter, _ state: WorkstationState) {
        let fixed = state.song.recipe.constraints
        let sheet = state.song.sheet
        let words = state.song.words
        let (given, found, isLocked): (String?, String?, Bool)
        switch parameter.id {
        case Parameter.tempo.id:
            given = fixed.typedTempo?.description
            (found, isLocked) = (words?.tempo, sheet?.isGridLocked ?? false || sheet?.driftingTempo != nil)
        case Parameter.key.id:
            given = fixed.key?.description
            (found, isLocked) = (words?.key, sheet?.isKeyLocked ?? false)
        case Parameter.meter.id:
            given = fixed.signature?.description
            (found, isLocked) = (words?.meter, sheet?.isMeterLocked ?? false)
        case Parameter.tuning.id:
            given = fixed.tuning.map { Tuning(cents: $0).description }
            (found, isLocked) = (words?.tuning, sheet?.fixedTuning != nil)
        case Parameter.chords.id:
            let chart = fixed.chart.map {
                $0.bars.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "|")
            }
            let locked = sheet?.lockedChords.count ?? 0
            text = chart ?? (locked > 0 ? "\(locked) fixed" : "heard")
            isHeard = chart == nil && locked == 0
            return
        default: return nil
        }
        switch (given, found) {
        case (let given?, _): (text, isHeard) = (given, false)
        case (nil, nil): (text, isHeard) = ("to hear", true)
        case (nil, let found?): (text, isHeard) = (isLocked ? found : "heard " + found, !isLocked)
        }
    }
}
