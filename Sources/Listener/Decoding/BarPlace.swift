/// A beat of a bar of so many beats, as the decoder counts them.
struct BarPlace: Hashable {
    /// Beats a bar in the encoder's ears.
    let meter: Int
    /// 0 is the downbeat.
    let beat: Int

    /// The bar in which a metre is heard: in three where it divides by three, in four where it is even.
    static func heard(_ meter: Int) -> Int {
        if meter == 2 || meter % 4 == 0 { return 4 }
        return meter % 3 == 0 ? 3 : meter
    }

    /// Every place of bars of these lengths.
    static func all(_ meters: [Int]) -> [BarPlace] {
        meters.flatMap { meter in (0..<meter).map { BarPlace(meter: meter, beat: $0) } }
    }

    /// The part of the bar in which a share of this beat lies; see `Posteriors.barParts`.
    func part(at share: Double) -> Int {
        let position = (Double(beat) + share) / Double(meter)
        return Int((position * Double(Posteriors.barParts)).rounded()) % Posteriors.barParts
    }
}
