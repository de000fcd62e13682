extension CommandTable {
    static let guide: [Command] = [
        Command(
            "guide.melody", "Double the melody",
            "Lets the guide instrument play the sung notes, on a strip of the mixer; again plays them anew.",
            hint: "double melody", category: .guide, keys: ["V"], needs: [.vocal, .guideIsFree]
        ) { $0.doubleMelody() },
        Command(
            "guide.chords", "Play the chords",
            "Lets the guide instrument play the lead sheet's chords, on a strip of the mixer; again plays them anew.",
            hint: "play chords", category: .guide, keys: ["J"], needs: [.vocal, .sheet, .chords, .guideIsFree]
        ) { $0.playChords() },
        Command(
            "guide.instrument", "Choose the guide instrument", "Lists the instruments; typing narrows.",
            hint: "instrument", category: .guide, keys: ["Y"]
        ) { $0.openInstruments() },
        Command(
            "guide.keep", "Keep as a stem",
            "Adds the guide under the mixer's cursor, or all, to mixes and exports; again leaves it out of them.",
            hint: "keep as stem", category: .guide, keys: ["W"], needs: [.guides]
        ) { $0.toggleKeptGuide() },
        Command(
            "guide.remove", "Remove the guide",
            "Takes the guide under the mixer's cursor away, or all; undo brings it back.", category: .guide,
            needs: [.guides]
        ) { $0.removeGuide() },
    ]
}
