import Music

extension Parameter {
    /// Raises or lowers the value, or goes on to the next choice. Where arrows come back to where they began, nothing is
    /// said again.
    /// - Parameter sheet: what was heard; arrows begin from it where the recipe says nothing.
    /// - Throws: `RecipeError` where a text that the parameter offers is none that it reads.
    public func step(_ recipe: inout Recipe, by steps: Int, hearing sheet: LeadSheet? = nil) throws {
        let now = value(in: recipe)
        let start = origin(recipe)
        switch kind {
        case .integer(let range, let step, _):
            let origin = Int(start)
            let allowed = usual == nil ? min(range.lowerBound, origin)...range.upperBound : range
            let from = Self.clamped(now?.integer ?? origin, allowed)
            let next = Self.clamped(from + steps * step, allowed)
            try write(usual == nil && next == origin ? nil : .integer(next), to: &recipe)
        case .number(let range, let step, _):
            let allowed = usual == nil ? min(range.lowerBound, start)...range.upperBound : range
            let moved = (now?.number ?? start) + Double(steps) * step
            let next = Self.clamped((moved * Self.grain).rounded() / Self.grain, allowed)
            let isOrigin = usual == nil && abs(next - start) < step / 2
            try write(isOrigin ? nil : .number(Self.clamped(next, range)), to: &recipe)
        case .choice(let all):
            let ring = (usual == nil ? [nil] : []) + all.map(Optional.some)
            guard let next = Self.neighbour(now?.text, in: ring, steps) else { return }
            try write(next.map(Setting.text), to: &recipe)
        case .text(let form):
            guard let next = form.step?(recipe, steps, sheet) ?? offer(form, after: now?.text ?? "", steps) else {
                return
            }
            try write(next.isEmpty ? nil : .text(next), to: &recipe)
        case .flag:
            let isOn = (now?.flag ?? false) != (steps % 2 != 0)
            try write(isOn ? .flag(true) : usual == nil ? nil : .flag(false), to: &recipe)
        }
    }

    /// nil where nothing is offered.
    private func offer(_ form: Text, after text: String, _ steps: Int) -> String? {
        guard !form.offers.isEmpty else { return nil }
        return Self.neighbour(text, in: (usual == nil ? [""] : []) + form.offers, steps)
    }

    /// Parts of one that steps are rounded to, so that many small ones come back to where they began.
    private static let grain = 1e6

    /// The neighbour in a ring; nil for an empty one.
    private static func neighbour<Value: Equatable>(_ value: Value, in all: [Value], _ steps: Int) -> Value? {
        guard !all.isEmpty else { return nil }
        let index = all.firstIndex(of: value) ?? 0
        return all[((index + steps) % all.count + all.count) % all.count]
    }

    private static func clamped<Value: Comparable>(_ value: Value, _ range: ClosedRange<Value>) -> Value {
        min(max(value, range.lowerBound), range.upperBound)
    }
}
