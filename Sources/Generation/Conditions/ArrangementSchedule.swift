import Conditions
import Foundation
import Music
import Recipes

/// What a recipe asks of the band over the time of a take.
struct ArrangementSchedule {
    /// Seconds from which controls hold until the next one, in order; the first one holds from the beginning.
    let parts: [(start: Double, controls: ArrangementControls)]

    /// - Parameter sheet: whose bars the plan counts.
    init(_ recipe: Recipe, _ sheet: LeadSheet) {
        let whole = recipe.arrangement ?? .init()
        let plan = recipe.plan ?? []
        let bars = sheet.downbeats.map { sheet.beats[$0] }
        var parts = [(start: 0.0, controls: (plan.first?.controls ?? .init()).over(whole))]
        var bar = 0
        for (section, next) in zip(plan, plan.dropFirst()) {
            bar += section.bars
            guard bar < bars.count else { break }
            parts.append((bars[bar], next.controls.over(whole)))
        }
        self.parts = parts
    }

    func controls(at time: Double) -> ArrangementControls {
        parts.last { $0.start <= time }?.controls ?? parts[0].controls
    }
}

extension ConditionFeatures {
    /// Tells the model what the band is asked. A source that is asked in some section only is usual in the others: the
    /// model was told of a source all along or not at all.
    mutating func set(_ schedule: ArrangementSchedule) {
        let parts = (0..<frameCount).map { schedule.controls(at: Self.time(of: $0)) }
        if schedule.parts.contains(where: { $0.controls.families != nil }) {
            setFamilies { Set(parts[$0].families ?? InstrumentFamily.allCases) }
        }
        let curves: [(ConditionLayout.Source, KeyPath<ArrangementControls, Double?>)] = [
            (.density, \.density), (.brightness, \.brightness), (.level, \.level),
        ]
        for (source, value) in curves where schedule.parts.contains(where: { $0.controls[keyPath: value] != nil }) {
            setCurve(source) { Float(parts[$0][keyPath: value] ?? 0) }
        }
    }
}
