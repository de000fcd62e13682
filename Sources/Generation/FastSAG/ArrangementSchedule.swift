import FastSAG
import Foundation
import Music
import Recipes

/// A recipe's wishes for the band over the time of a take.
struct ArrangementCourse {
    /// Seconds from which a wish holds until the next one, in order; the first one holds from the beginning.
    let wishes: [(start: Double, wish: ArrangementWish)]

    /// - Parameter sheet: whose bars the plan counts.
    init(_ recipe: Recipe, _ sheet: LeadSheet) {
        let whole = recipe.arrangement ?? .init()
        let plan = recipe.plan ?? []
        let bars = sheet.downbeats.map { sheet.beats[$0] }
        var wishes = [(start: 0.0, wish: (plan.first?.wish ?? .init()).over(whole))]
        var bar = 0
        for (section, next) in zip(plan, plan.dropFirst()) {
            bar += section.bars
            guard bar < bars.count else { break }
            wishes.append((bars[bar], next.wish.over(whole)))
        }
        self.wishes = wishes
    }

    func wish(at time: Double) -> ArrangementWish {
        wishes.last { $0.start <= time }?.wish ?? wishes[0].wish
    }
}

extension ConditionFeatures {
    /// Tells the model what the band is asked. A source that is asked in some section only is usual in the others: the
    /// model was told of a source all along or not at all.
    mutating func set(_ course: ArrangementCourse) {
        let wishes = (0..<frameCount).map { course.wish(at: Self.time(of: $0)) }
        if course.wishes.contains(where: { $0.wish.families != nil }) {
            setFamilies { Set(wishes[$0].families ?? InstrumentFamily.allCases) }
        }
        let curves: [(ConditionLayout.Source, KeyPath<ArrangementWish, Double?>)] = [
            (.density, \.density), (.brightness, \.brightness), (.level, \.level),
        ]
        for (source, value) in curves where course.wishes.contains(where: { $0.wish[keyPath: value] != nil }) {
            setCurve(source) { Float(wishes[$0][keyPath: value] ?? 0) }
        }
    }
}
