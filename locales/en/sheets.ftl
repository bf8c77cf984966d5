# Sheets and posters to print: what stands on them
sheet-foot = Made { $date }. Newest version: { $address }
sheet-page = Page
sheet-list = What we help you with
sheet-booked-lead = Call us or book a time online.
sheet-phone = Phone
sheet-web = Online
sheet-hours = Usual opening hours
sheet-day = Day
sheet-time = Time
sheet-hours-note = Times may differ in holidays.
sheet-many-places = { $n } places help you with this. See which ones: { $address }
poster-drop-in-lead = You need no booking when we are open.
poster-call = Do you need help?
poster-call-lead = Call us, and we find a time that suits you.
poster-services = We help you with
poster-more = And more. Ask us!

# Ways to them; the sizes are tested
sheets-service-link = Print a sheet about this (PDF, A4, less than 100 kB)
sheets-list-link = Print all we help with (PDF, A4, less than 100 kB)
sheets-poster-link = Print a poster (PDF, A4, less than 100 kB)
sheets-title = Sheets and posters
sheets-lead = Print them and lay them out or hang them up. All files are PDF of less than 100 kB, and screen readers can read them.
sheets-of-place = About the whole place
sheets-of-services = One sheet for each service (A4)
sheets-file = Sheet or poster
sheets-poster-a4 = Poster, A4
sheets-poster-a3 = Poster, A3
sheets-list = All we help with, A4
