"""What a folder of evidence says about itself."""

README = """\
EVIDENCE
made {made}

This folder holds documents about missile launches as they were taken in, and
what was read in them. You can check it with tools that come with any computer;
you need neither our program nor our word.

raw/           the bytes as they were taken in, unchanged
texts/         the text that was read out of them; quotes refer to these files
manifest.csv   one row for each time a document was taken in: the file in raw/,
               its SHA-256, its size in bytes, its address, the name it was
               given by, when it was taken in (UTC), its content type, title,
               day of publication and language, the document's id, its file in
               texts/. manifest.json has the same.
claims.csv     one row for each claim that was read: what about, the value (SI
               units), who says so, how firmly, the exact words (quote), and
               where they stand: from character "start" up to, not including,
               character "end" of the file "text", counted from 0
SHA256SUMS     the SHA-256 of every other file here

HOW TO CHECK

1. That no file was changed since this folder was made. In this folder:

     sha256sum -c SHA256SUMS            (Linux; on a Mac: shasum -a 256 -c SHA256SUMS)

   That the bytes are those taken in: the SHA-256 of each file in raw/ is the one
   in its row of manifest.csv, and the first 16 digits of it are its name.

2. That every quote is in its text, exactly where the row says. In this folder:

     python3 -c 'import csv; csv.field_size_limit(10**9); \
bad = [r["claim"] for r in csv.DictReader(open("claims.csv", encoding="utf-8", newline="")) \
if open(r["text"], encoding="utf-8", newline="").read()[int(r["start"]):int(r["end"])] != r["quote"]]; \
print("not as told:", bad) if bad else print("every quote is there")'

   One quote by hand (here characters 100 to 120 of a text):

     python3 -c 'print(open("texts/NAME.txt", encoding="utf-8", newline="").read()[100:120])'

   To look for words:  grep -rn "1,090 km" texts/

3. That the text is what the raw file says: open the file in raw/ and read. Texts
   of web pages leave out menus and adverts; texts of tables have one line for
   each cell.

4. That a raw file is what stood at its address: open the address, or look for it
   in a web archive near the time it was taken in. The hashes show that nothing
   was changed since; that the address gave these very bytes then is told by
   whoever made this folder.

Files that were not taken from the web have no address here, only the name they
were given by. Where a value begins with = + - or @, a spreadsheet may take it
for a formula: import the tables as text.
"""
