/// Why something that a person asked for is not done, as a sentence for the bottom line or beside what was typed.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) { description = sentence }
}
