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
            "keys.open", "Piano keys",
            "Makes the two letter rows a keyboard of the guide instrument: z s x and on, q 2 w an octave higher.",
            hint: "piano keys", category: .guide, keys: ["O"]
        ) { $0.openKeyboard() },
        Command(
            "keys.close", "Leave the piano keys", "Gives the letters back their meaning.", hint: "leave",
            category: .guide, keys: ["escape"], in: .keys, isListed: false
        ) { $0.closeKeyboard() },
        Command(
            "keys.lower", "An octave lower", "Moves the piano keys down by an octave.", hint: "octave down",
            category: .guide, keys: ["[", "left"], in: .keys, isListed: false
        ) { $0.moveKeyboard(octaves: -1) },
        Command(
            "keys.higher", "An octave higher", "Moves the piano keys up by an octave.", hint: "octave up",
            category: .guide, keys: ["]", "right"], in: .keys, isListed: false
        ) { $0.moveKeyboard(octaves: 1) },
        Command(
            "keys.play", "Play along", "Plays the song from the playhead, or pauses, while the keys stay.",
            hint: "play", category: .guide, keys: ["space"], in: .keys, isListed: false, needs: [.vocal, .notRecording]
        ) { $0.togglePlayback() },
        Command(
            "guide.remove", "Remove the guide",
            "Takes the guide under the mixer's cursor away, or all; undo brings it back.", category: .guide,
            needs: [.guides]
        ) { $0.removeGuide() },
    ]
}
