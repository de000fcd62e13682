/// What the model of progressions looks at; stored beside its weights.
public struct ProgressionSizes: Codable, Sendable, Equatable {
    /// Bars ago.
    public var ages: [Int]
    /// Bars of a phrase.
    public var phrase: Int

    public init(ages: [Int], phrase: Int) {
        self.ages = ages
        self.phrase = phrase
    }

    /// Why no model can have them; nil where one can.
    public var problem: String? {
        guard !ages.isEmpty, ages.allSatisfy({ (1...64).contains($0) }) else {
            return "ages are \(ages), not bars ago, from 1 to 64"
        }
        return (1...64).contains(phrase) ? nil : "phrase is \(phrase), not 1 to 64 bars"
    }
}
