# Did this help?
usage-helped = Did you find what you needed?
usage-yes = Yes
usage-no = No
usage-thanks = Thank you. Your answer helps us write better.
usage-thanks-do = No answer here? Drop in when we are open, or call us.
