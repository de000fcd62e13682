extension CommandTable {
    static let guide: [Command] = [
        Command(
            "guide.melody", "Double the melody",
            "Lets the guide instrument play the sung notes, on a strip of the mixer; again plays them anew. A new vocal is followed by itself.",
            hint: "double melody", category: .guide, keys: ["V"], needs: [.vocal, .guideIsFree]
        ) { $0.guides.doubleMelody() },
        Command(
            "guide.chords", "Play the chords",
            "Lets the guide instrument play the lead sheet's chords, on a strip of the mixer, which follows the sheet's changes.",
            hint: "play chords", category: .guide, keys: ["J"], needs: [.vocal, .sheet, .chords, .guideIsFree]
        ) { $0.guides.playChords() },
        Command(
            "guide.instrument", "Choose the guide instrument",
            "Lists the instruments; typing narrows. From a guide's strip in the mixer, its part is played by the new one.",
            hint: "instrument", category: .guide, keys: ["Y"]
        ) { $0.guides.openInstruments() },
        Command(
            "guide.keep", "Keep as a stem",
            "Adds the guide under the mixer's cursor, or all, to mixes and exports; again leaves it out of them.",
            hint: "keep as stem", category: .guide, keys: ["W"], needs: [.guides]
        ) { $0.guides.toggleKeptGuide() },
        Command(
            "keys.open", "Piano keys",
            "Makes the two letter rows a keyboard of the guide instrument: z s x and on, q 2 w an octave higher.",
            hint: "piano keys", category: .guide, keys: ["O"]
        ) { $0.keyboard.openKeyboard() },
        Command(
            "keys.close", "Leave the piano keys", "Gives the letters back their meaning.", hint: "leave",
            category: .guide, keys: ["escape"], in: .keys, isListed: false
        ) { $0.keyboard.closeKeyboard() },
        Command(
            "keys.lower", "An octave lower", "Moves the piano keys down by an octave.", hint: "octave down",
            category: .guide, keys: ["[", "left"], in: .keys, isListed: false
        ) { $0.keyboard.moveKeyboard(octaves: -1) },
        Command(
            "keys.higher", "An octave higher", "Moves the piano keys up by an octave.", hint: "octave up",
            category: .guide, keys: ["]", "right"], in: .keys, isListed: false
        ) { $0.keyboard.moveKeyboard(octaves: 1) },
        Command(
            "keys.louder", "Strike harder", "Strikes the piano keys one dynamic harder, up to fff.", hint: "louder",
            category: .guide, keys: ["up", "=", "+"], in: .keys, isListed: false
        ) { $0.keyboard.stepDynamic(by: 1) },
        Command(
            "keys.softer", "Strike softer", "Strikes the piano keys one dynamic softer, down to ppp.", hint: "softer",
            category: .guide, keys: ["down", "-"], in: .keys, isListed: false
        ) { $0.keyboard.stepDynamic(by: -1) },
        Command(
            "keys.sustain", "Sustain", "Lets the piano keys ring on, like a pedal, or not.", hint: "sustain",
            category: .guide, keys: ["tab"], in: .keys, isListed: false
        ) { $0.keyboard.toggleSustain() },
        Command(
            "keys.instrument", "Another instrument", "Lists the instruments, while the keys stay.", hint: "instrument",
            category: .guide, keys: ["ctrl-y"], in: .keys, isListed: false
        ) { $0.guides.openInstruments() },
        Command(
            "keys.play", "Play along", "Plays the song from the playhead, or pauses, while the keys stay.",
            hint: "play", category: .guide, keys: ["space"], in: .keys, isListed: false, needs: [.vocal, .notRecording]
        ) { $0.playback.togglePlayback() },
        Command(
            "keys.start", "Back to the start", "Moves the playhead to the start of loop or song, while the keys stay.",
            hint: "start", category: .guide, keys: ["home"], in: .keys, isListed: false, needs: [.vocal, .notRecording]
        ) { $0.playback.seekToStart() },
        Command(
            "keys.keep", "Keep what was played",
            "Makes what was last played over the song a strip of the mixer, over what was kept before; exports have it.",
            hint: "keep", category: .guide, keys: ["enter"], in: .keys, needs: [.pass, .guideIsFree]
        ) { $0.keyboard.keepPass(replacing: false) },
        Command(
            "keys.replace", "Keep it instead",
            "Keeps what was last played over the song instead of what was kept before.", hint: "keep instead",
            category: .guide, keys: ["ctrl-k"], in: .keys, needs: [.pass, .playedGuide, .guideIsFree]
        ) { $0.keyboard.keepPass(replacing: true) },
        Command(
            "keys.earlier", "The pass before",
            "Takes what was played before what was played last, to be kept: a loop comes round quickly. Again goes back.",
            hint: "pass before", category: .guide, keys: ["ctrl-p"], in: .keys, isListed: false, needs: [.earlierPass]
        ) { $0.keyboard.returnToEarlierPass() },
        Command(
            "keys.undo", "Take back", "Takes the last change back, as what was kept, while the keys stay.",
            hint: "undo", category: .guide, keys: ["backspace"], in: .keys, isListed: false, needs: [.undo]
        ) { $0.songs.undo() },
        Command(
            "keys.redo", "Bring back", "Brings back what was taken back, while the keys stay.", hint: "redo",
            category: .guide, keys: ["ctrl-r"], in: .keys, isListed: false, needs: [.redo]
        ) { $0.songs.redo() },
        Command(
            "guide.remove", "Remove the guide",
            "Takes the guide under the mixer's cursor away, or all; undo brings it back.", category: .guide,
            needs: [.guides]
        ) { $0.guides.removeGuide() },
    ]
}
