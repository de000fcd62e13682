import Band
import Signal

extension SoundFont {
    /// The font that a song is played with.
    ///
    /// Training songs never get the held-out font, as long as there is another; a third of the validation songs do.
    static func draw(
        from fonts: [SoundFont], split: SongSymbols.Split, generator: inout SeededGenerator
    ) -> SoundFont {
        precondition(!fonts.isEmpty)
        let chance = generator.uniform()
        let place = generator.uniform()
        if split == .validation, chance < 1.0 / 3, let font = fonts.first(where: \.isHeldOut) { return font }
        let known = fonts.filter { !$0.isHeldOut }
        let choice = known.isEmpty ? fonts : known
        var rest = place * choice.reduce(0) { $0 + $1.weight }
        for font in choice {
            rest -= font.weight
            if rest < 0 { return font }
        }
        return choice[choice.count - 1]
    }
}
